/**
 * Progress of long work, on standard error, so that standard output stays the answer.
 *
 * 1. On a terminal a bar; elsewhere a plain line when something begins to take long, every few seconds, and at the end.
 * 2. What is quick says nothing but its end.
 */
import { SingleBar } from 'cli-progress';

export interface ProgressStage {
  /** In Chinese, with English after it: "读取 reading". */
  readonly title: string;
  /** What is counted: "行 lines". */
  readonly unit: string;
}

export interface Progress {
  /** Another stage ends the one before. */
  stage(stage: ProgressStage): void;
  at(value: number, total?: number): void;
  end(): void;
}

/** The part of a stream that progress is written to. */
export interface ProgressStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
}

const EVERY_MS = 2000;

/** Tells in plain lines. */
class ProgressLines implements Progress {
  #stage: ProgressStage | undefined;
  #value = 0;
  #total: number | undefined;
  #toldAt = 0;
  #told = -1;

  constructor(
    private readonly stream: ProgressStream,
    private readonly now: () => number,
  ) {}

  stage(stage: ProgressStage): void {
    this.end();
    this.#stage = stage;
    this.#value = 0;
    this.#total = undefined;
    this.#told = -1;
    this.#toldAt = this.now();
  }

  at(value: number, total?: number): void {
    this.#value = value;
    this.#total = total;
    if (this.now() - this.#toldAt >= EVERY_MS) this.#tell();
  }

  end(): void {
    // A stage in which nothing was done ended by a refusal, which is told elsewhere.
    if (this.#value > 0 && this.#told !== this.#value) this.#tell();
    this.#stage = undefined;
  }

  #tell(): void {
    if (this.#stage === undefined) return;
    this.#toldAt = this.now();
    this.#told = this.#value;
    const of = this.#total === undefined ? '' : ` / ${this.#total}`;
    this.stream.write(`${this.#stage.title}: ${this.#value}${of} ${this.#stage.unit}\n`);
  }
}

/** Draws a bar; while the total is not known, a count. */
class ProgressBar implements Progress {
  #bar: SingleBar | undefined;
  #hasTotal = false;
  #stage: ProgressStage | undefined;

  constructor(private readonly stream: ProgressStream) {}

  stage(stage: ProgressStage): void {
    this.end();
    this.#stage = stage;
    this.#start(undefined);
  }

  at(value: number, total?: number): void {
    if (total !== undefined && !this.#hasTotal) {
      this.#bar?.stop();
      this.#start(total);
    }
    this.#bar?.update(value);
  }

  end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
    this.#stage = undefined;
  }

  #start(total: number | undefined): void {
    const { title = '', unit = '' } = this.#stage ?? {};
    this.#hasTotal = total !== undefined;
    this.#bar = new SingleBar({
      format:
        total === undefined ? `${title}: {value} ${unit}` : `${title} [{bar}] {percentage}%  {value}/{total} ${unit}`,
      stream: this.stream,
      barCompleteChar: '=',
      barIncompleteChar: '-',
      barsize: 30,
      // The terminal's own settings stay as they are, so that nothing has to be put back when we are stopped.
      linewrap: true,
      gracefulExit: false,
      clearOnComplete: total === undefined,
    });
    this.#bar.start(total ?? 0, 0);
  }
}

export function progressOn(stream: ProgressStream, now: () => number = Date.now): Progress {
  return stream.isTTY === true ? new ProgressBar(stream) : new ProgressLines(stream, now);
}
