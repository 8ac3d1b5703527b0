/**
 * Which estate a code of the address means. The wing `estates`, to the right, knows; the roof binds its answer to this.
 */
export abstract class EstateLookup {
  abstract estateIdOf(code: string): Promise<string | undefined>;
}
