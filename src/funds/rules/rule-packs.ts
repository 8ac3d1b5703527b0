/** The packs that the program brings, and the words in which a rule may be told. */
import { BEIJING } from './rule-packs/beijing.js';
import type { LocalRule, RulePack } from './rule-packs/rule-pack.js';
import { SHANGHAI } from './rule-packs/shanghai.js';
import { SICHUAN } from './rule-packs/sichuan.js';

export const RULE_PACKS: readonly RulePack[] = [SICHUAN, SHANGHAI, BEIJING];

export function rulePackOf(id: string): RulePack | undefined {
  return RULE_PACKS.find((pack) => pack.id === id);
}

export interface ToldRule {
  readonly id: string;
  readonly standing: 'law' | 'setting';
  readonly zh: string;
  readonly en: string;
  readonly article?: string;
}

/** A rule that nobody read in the law's text is told as a setting of this program, whatever its author wrote. */
export function toldRule(rule: LocalRule): ToldRule {
  if (rule.verified && rule.article !== undefined) {
    return { id: rule.id, standing: 'law', zh: rule.zh, en: rule.en, article: rule.article };
  }
  return {
    id: rule.id,
    standing: 'setting',
    zh: `${rule.zh}（这是本系统的默认设置，没有核对过法规原文，不是法律规定。）`,
    en: `${rule.en} (A setting of this program; not checked against the text of a law.)`,
  };
}
