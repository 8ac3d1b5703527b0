import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { Randomness } from '../kernel/ids.js';

/** The two sources of what is not in the folder: now, and chance. */
@Injectable()
export class ImportSources {
  constructor(
    readonly clock: Clock,
    readonly randomness: Randomness,
  ) {}
}
