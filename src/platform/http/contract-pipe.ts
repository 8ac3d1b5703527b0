import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { core } from 'zod';
import { Refusal, type Violation } from '../../kernel/violation.js';
import { issueViolations } from './issue-words.js';

interface Part {
  readonly code: string;
  readonly name: string;
}

const BODY: Part = { code: 'BODY_INVALID', name: 'body' };
const QUERY: Part = { code: 'ADDRESS_INVALID', name: 'query' };
const PATH: Part = { code: 'ADDRESS_INVALID', name: 'path' };

/**
 * Reads every part of a request by the schema that the parameter's decorator names: `@Body({ schema })`, `@Query({
 * schema })`, `@Param({ schema })`. Nest hands the schema over; what we add to its own pipe are our words for what is
 * wrong.
 */
@Injectable()
export class ContractPipe implements PipeTransform {
  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const schema = metadata.schema;
    if (schema === undefined) return value;
    const result = await schema['~standard'].validate(value);
    if (result.issues === undefined) return result.value;
    // Contracts are written with zod, whose issues say more than the standard asks for.
    throw new Refusal(explain(result.issues as readonly core.$ZodIssue[], value, partOf(metadata)));
  }
}

function partOf(metadata: ArgumentMetadata): Part {
  if (metadata.type === 'body') return BODY;
  return metadata.type === 'query' ? QUERY : PATH;
}

function explain(issues: readonly core.$ZodIssue[], input: unknown, part: Part): readonly [Violation, ...Violation[]] {
  const all = issues.flatMap((issue) => issueViolations(part.code, issue, input, part.name));
  const [first, ...rest] = all;
  if (first !== undefined) return [first, ...rest];
  return [
    { code: part.code, at: part.name, facts: { place: part.name, expectedZh: '写法不对', expectedEn: 'is not valid' } },
  ];
}
