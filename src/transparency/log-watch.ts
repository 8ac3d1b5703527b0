import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EstateDirectory } from '../estates/index.js';
import { Clock } from '../kernel/clock.js';
import { VerifyEstate } from './verify-estate.js';

/** What the last full check of an estate found. */
export interface LogCheck {
  readonly at: Date;
  /** Leaves that were checked. */
  readonly size: bigint;
  /** The first position that is not as it was hashed or derived; absent where everything is. */
  readonly firstBad?: bigint;
}

const SIX_HOURS_MS = 6 * 3_600_000;

/**
 * Checks every estate's log from time to time, one after another, so that a page can say when the records were last
 * found unchanged. What it
 * says is this service's word: an auditor runs `verify` with a program and a root of their own.
 */
@Injectable()
export class LogWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #last = new Map<string, LogCheck>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(
    private readonly directory: EstateDirectory,
    private readonly verify: VerifyEstate,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.start(), SIX_HOURS_MS);
    this.#timer.unref();
    this.start();
  }

  /** Begins a round, unless one is under way. */
  start(): void {
    this.#running ??= this.#round().finally(() => {
      this.#running = undefined;
    });
  }

  /** The check that found an estate last; undefined before the first. */
  last(estateId: string): LogCheck | undefined {
    return this.#last.get(estateId);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #round(): Promise<void> {
    try {
      for (const { estateId } of await this.directory.list()) {
        if (this.#stopped) return;
        const report = await this.verify.execute(estateId, { isGentle: true });
        const bad = report.isSound ? {} : { firstBad: report.firstBadSeq ?? 0n };
        this.#last.set(estateId, { at: this.clock.now(), size: report.size, ...bad });
      }
    } catch {
      // The database went away in the middle of a round: what was found before stays, and the next round tries again.
    }
  }
}
