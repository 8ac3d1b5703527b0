import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { GrantedRole } from './rules/access.js';
import type { KeptToken } from './store/token-store.js';

/** How long an answer is believed. A revocation elsewhere counts here after this at the latest. */
const FRESH_MS = 3000;
const MOST_ENTRIES = 10_000;

interface Entry<V> {
  readonly value: V;
  readonly readAt: number;
}

/**
 * Tokens and roles of the last seconds, so that a busy caller costs no look-up a request. Whatever changes one of them
 * in this process forgets everything, at once; a look-up that began before that is not kept.
 */
@Injectable()
export class AccessCache {
  readonly #tokens = new Map<string, Entry<KeptToken>>();
  readonly #roles = new Map<string, Entry<readonly GrantedRole[]>>();
  #generation = 0;

  constructor(private readonly clock: Clock) {}

  token(key: string, load: () => Promise<KeptToken | undefined>): Promise<KeptToken | undefined> {
    return this.#through(this.#tokens, key, load);
  }

  async roles(key: string, load: () => Promise<readonly GrantedRole[]>): Promise<readonly GrantedRole[]> {
    return (await this.#through(this.#roles, key, load)) ?? [];
  }

  /** Call after the commit of a change. */
  forget(): void {
    this.#generation += 1;
    this.#tokens.clear();
    this.#roles.clear();
  }

  /** What is absent is not kept: else strangers could fill the memory with guesses. */
  async #through<V>(
    entries: Map<string, Entry<V>>,
    key: string,
    load: () => Promise<V | undefined>,
  ): Promise<V | undefined> {
    const now = this.clock.now().getTime();
    const known = entries.get(key);
    if (known !== undefined && now >= known.readAt && now - known.readAt < FRESH_MS) return known.value;
    const generation = this.#generation;
    const value = await load();
    if (value !== undefined && generation === this.#generation) this.#keep(entries, key, { value, readAt: now });
    return value;
  }

  #keep<V>(entries: Map<string, Entry<V>>, key: string, entry: Entry<V>): void {
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > MOST_ENTRIES && oldest !== undefined) entries.delete(oldest);
  }
}
