/** A posting agent's concurrent load, which remembers what was acknowledged and what was not. */
import type { Service } from './service.js';

export interface ListedVoucher {
  readonly number: string;
  readonly summary: string;
  readonly amount: string;
  readonly seq: number;
}

interface Request {
  readonly key: string;
  readonly body: object;
  /** The number that an answer named. */
  number?: string;
}

const PLACE = '/api/v1/estates/yuanye-manor';
/** A month that the sample has no vouchers in. */
export const MONTH = '2025-08';

export class Load {
  readonly #requests: Request[] = [];
  #isOn = false;
  #workers: Promise<void>[] = [];
  /** Answers that were neither good nor a broken connection. */
  readonly oddities: string[] = [];

  constructor(private readonly token: string) {}

  get acknowledged(): readonly Request[] {
    return this.#requests.filter(({ number }) => number !== undefined);
  }

  get open(): readonly Request[] {
    return this.#requests.filter(({ number }) => number === undefined);
  }

  start(service: Service, workers: number): void {
    this.#isOn = true;
    this.#workers = Array.from({ length: workers }, () => this.#work(service.origin));
  }

  /** Stops asking and waits for the answers of what is under way. */
  async stop(): Promise<void> {
    this.#isOn = false;
    await Promise.all(this.#workers);
  }

  /** Sends everything that was not acknowledged again, with the same keys, a few times at once. */
  async retry(service: Service): Promise<void> {
    const open = [...this.open];
    for (const request of open) {
      await Promise.all([this.#send(service.origin, request), this.#send(service.origin, request)]);
      if (request.number === undefined) throw new Error(`${request.key} gets no answer: ${this.oddities.at(-1) ?? ''}`);
    }
  }

  async #work(origin: string): Promise<void> {
    while (this.#isOn) {
      const place = this.#requests.length + 1;
      const request = { key: `load-${place}`, body: bodyOf(place) };
      this.#requests.push(request);
      const isAnswered = await this.#send(origin, request);
      if (!isAnswered) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async #send(origin: string, request: Request): Promise<boolean> {
    try {
      const answer = await fetch(`${origin}${PLACE}/vouchers`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type': 'application/json',
          'idempotency-key': request.key,
        },
        body: JSON.stringify(request.body),
        signal: AbortSignal.timeout(10_000),
      });
      const told = (await answer.json()) as { vouchers?: readonly { number: string }[]; code?: string };
      const number = told.vouchers?.[0]?.number;
      if (number === undefined) this.oddities.push(`${answer.status} ${told.code ?? ''}`);
      else if (request.number !== undefined && request.number !== number) {
        throw new Error(`${request.key} became ${request.number} and ${number}`);
      } else request.number = number;
      return number !== undefined;
    } catch (error) {
      if (error instanceof Error && error.message.includes(' became ')) throw error;
      return false;
    }
  }
}

function bodyOf(place: number): object {
  const yuan = `${Math.floor(place / 100)}.${String(place % 100).padStart(2, '0')}`;
  return {
    eventOn: `${MONTH}-15`,
    summary: `第${place}笔结息`,
    lines: [
      { account: '100201', fund: 'PR', debit: yuan },
      { account: '4008', fund: 'PR', credit: yuan },
    ],
  };
}

/** Every voucher of the load's month, by all pages. */
export async function vouchersOf(service: Service): Promise<readonly ListedVoucher[]> {
  const vouchers: ListedVoucher[] = [];
  let cursor = '';
  for (;;) {
    const answer = await fetch(`${service.origin}${PLACE}/vouchers?period=${MONTH}&limit=200${cursor}`);
    const page = (await answer.json()) as { vouchers: readonly ListedVoucher[]; next?: string };
    vouchers.push(...page.vouchers);
    if (page.next === undefined) return vouchers;
    cursor = `&cursor=${page.next}`;
  }
}

/** Every request stands exactly once, under the number that was told, and the month's numbers have no gap. */
export function expectKept(load: Load, vouchers: readonly ListedVoucher[]): void {
  const bySummary = new Map<string, string[]>();
  for (const { summary, number } of vouchers) bySummary.set(summary, [...(bySummary.get(summary) ?? []), number]);
  for (const { key, number } of load.acknowledged) {
    const summary = `第${key.replace('load-', '')}笔结息`;
    expect([key, bySummary.get(summary)]).toEqual([key, [number]]);
  }
  const numbers = vouchers.map(({ number }) => number).sort();
  const prefix = `记-${MONTH.replace('-', '')}-`;
  expect(numbers).toEqual(numbers.map((_, index) => `${prefix}${String(index + 1).padStart(4, '0')}`));
}
