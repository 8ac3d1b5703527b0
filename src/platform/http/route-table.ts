import type { RouteOptions } from 'fastify';

interface Pattern {
  readonly matches: RegExp;
  readonly methods: Set<string>;
}

/** Which methods an address takes: a router only says that none fits, and 404 would hide a wrong method. */
export class RouteTable {
  readonly #patterns = new Map<string, Pattern>();

  add(route: Pick<RouteOptions, 'url' | 'method'>): void {
    const pattern = this.#patterns.get(route.url) ?? { matches: expressionOf(route.url), methods: new Set() };
    for (const method of [route.method].flat()) pattern.methods.add(method.toUpperCase());
    this.#patterns.set(route.url, pattern);
  }

  /** The methods of every route that an address fits, in order; empty where there is none. */
  methodsOf(path: string): readonly string[] {
    const methods = [...this.#patterns.values()].filter(({ matches }) => matches.test(path));
    return [...new Set(methods.flatMap((pattern) => [...pattern.methods]))].sort();
  }
}

/**
 * `/estates/:code/statements/:id.pdf` as an expression; a parameter ends at a slash, or at the dot or hyphen after its
 * name.
 */
function expressionOf(url: string): RegExp {
  const source = url
    .split(/(:\w+|\*)/)
    .map((piece) => {
      if (piece === '*') return '.*';
      return piece.startsWith(':') ? '[^/]+' : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`);
}
