/**
 * Arrays of parameters in PostgreSQL's binary form: half as long as hexadecimal text, and read by the server without
 * parsing.
 *
 * The form: number of dimensions, a flag for nulls, the element's type, the length, the first index; then for each
 * element its length and its bytes (a length of -1 is null). All integers are big-endian.
 */

const UUID = { oid: 2950, width: 16 };
const INT8 = { oid: 20, width: 8 };
const INT4 = { oid: 23, width: 4 };
const BYTEA_OID = 17;

const HEADER_BYTES = 20;
const NULL_LENGTH = -1;

function startArray(oid: number, length: number, bodyBytes: number): Buffer {
  const array = Buffer.allocUnsafe(HEADER_BYTES + bodyBytes);
  array.writeInt32BE(1, 0);
  // The server trusts the lengths; it ignores the flag for nulls.
  array.writeInt32BE(0, 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(length, 12);
  array.writeInt32BE(1, 16);
  return array;
}

function fixedArray<T>(
  type: { readonly oid: number; readonly width: number },
  items: readonly T[],
  write: (array: Buffer, item: T, at: number) => void,
): Buffer {
  const array = startArray(type.oid, items.length, items.length * (4 + type.width));
  let at = HEADER_BYTES;
  for (const item of items) {
    array.writeInt32BE(type.width, at);
    write(array, item, at + 4);
    at += 4 + type.width;
  }
  return array;
}

export function int4Array(items: readonly number[]): Buffer {
  return fixedArray(INT4, items, (array, item, at) => array.writeInt32BE(item, at));
}

export function int8Array(items: readonly bigint[]): Buffer {
  return fixedArray(INT8, items, (array, item, at) => array.writeBigInt64BE(item, at));
}

/** UUIDs in their usual text form; undefined becomes null. */
export function uuidArray(items: readonly (string | undefined)[]): Buffer {
  const present = items.filter((item) => item !== undefined).length;
  const array = startArray(UUID.oid, items.length, items.length * 4 + present * UUID.width);
  let at = HEADER_BYTES;
  for (const item of items) {
    array.writeInt32BE(item === undefined ? NULL_LENGTH : UUID.width, at);
    at += 4;
    if (item !== undefined) at += array.write(item.replaceAll('-', ''), at, UUID.width, 'hex');
  }
  return array;
}

export function byteaArray(items: readonly Buffer[]): Buffer {
  const lengths = items.reduce((sum, item) => sum + 4 + item.length, 0);
  const array = startArray(BYTEA_OID, items.length, lengths);
  let at = HEADER_BYTES;
  for (const item of items) {
    array.writeInt32BE(item.length, at);
    at += 4 + item.copy(array, at + 4);
  }
  return array;
}
