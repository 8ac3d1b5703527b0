/**
 * SHA-256, and the two hashes of an RFC 6962 tree (section 2.1).
 *
 * 1. A leaf and an inner node can never be taken for one another: their inputs start with different bytes.
 * 2. A hash is a Buffer of its own; no later call overwrites it.
 */
import { hash } from 'node:crypto';

/** Bytes of one SHA-256 hash. */
export const HASH_BYTES = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** Inputs are assembled here, since one call on one buffer is faster than a hash object fed twice. */
const leafInput = Buffer.alloc(1 + 16_384);
const nodeInput = Buffer.alloc(1 + 2 * HASH_BYTES);
leafInput[0] = LEAF_PREFIX;
nodeInput[0] = NODE_PREFIX;

/** SHA-256 of bytes, or of a text's UTF-8 bytes. */
export function sha256(input: Uint8Array | string): Buffer {
  return hash('sha256', input, 'buffer');
}

/** SHA-256(0x00 || bytes): the hash by which a leaf stands in its log. */
export function leafHash(bytes: Uint8Array): Buffer {
  if (bytes.length >= leafInput.length) return sha256(Buffer.concat([Buffer.of(LEAF_PREFIX), bytes]));
  leafInput.set(bytes, 1);
  return sha256(leafInput.subarray(0, 1 + bytes.length));
}

/** SHA-256(0x01 || left || right): the hash of an inner node. Both children are 32-byte hashes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) {
    return sha256(Buffer.concat([Buffer.of(NODE_PREFIX), left, right]));
  }
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_BYTES);
  return sha256(nodeInput);
}

/** base64url without padding (RFC 4648 section 5). */
export function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}

const BASE64URL = /^[A-Za-z0-9_-]*$/;

/** Reads base64url strictly: `undefined` for padding, foreign characters, or spare bits that are not zero. */
export function fromBase64url(text: string): Buffer | undefined {
  if (!BASE64URL.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
