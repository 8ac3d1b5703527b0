import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds, from a cached page to the longest statement that the database allows. */
const DURATION_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface HttpObservation {
  readonly method: string;
  /** The pattern, never the address: addresses hold account numbers. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

interface MetricWords<Label extends string> {
  /** With its unit last: `xinyi_posted_vouchers_total`, `xinyi_batch_vouchers`. */
  readonly name: string;
  readonly help: string;
  /** Labels have few values: codes and patterns, never a person, an estate or an amount. */
  readonly labelNames?: readonly Label[];
}

/** What this process counts, served at /metrics. A wing asks for its own counters here. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #http: Histogram<'method' | 'route' | 'status'>;
  readonly #refusals: Counter<'code'>;

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    this.#http = this.histogram({
      name: 'xinyi_http_request_duration_seconds',
      help: 'Time to answer a request, by route pattern.',
      labelNames: ['method', 'route', 'status'],
      buckets: DURATION_SECONDS,
    });
    this.#refusals = this.counter({
      name: 'xinyi_refusals_total',
      help: 'Requests answered with a problem, by code.',
      labelNames: ['code'],
    });
  }

  counter<Label extends string>(words: MetricWords<Label>): Counter<Label> {
    return new Counter({ ...words, registers: [this.#registry] });
  }

  gauge<Label extends string>(words: MetricWords<Label>): Gauge<Label> {
    return new Gauge({ ...words, registers: [this.#registry] });
  }

  histogram<Label extends string>(words: MetricWords<Label> & { readonly buckets: number[] }): Histogram<Label> {
    return new Histogram({ ...words, registers: [this.#registry] });
  }

  observeHttp({ method, route, status, seconds }: HttpObservation): void {
    this.#http.observe({ method, route, status }, seconds);
  }

  countRefusal(code: string): void {
    this.#refusals.inc({ code });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
