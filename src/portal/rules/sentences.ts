/**
 * Sentences that are made from figures.
 *
 * 1. A sentence says only what its facts say: nothing is called agreed, matched or unchanged without a check.
 * 2. What is not known or not agreed gets a sentence of its own, as plain as the good news.
 * 3. Counts of households below the small-cell number are never printed, nor is their amount.
 * 4. One idea a sentence; everyday words; no accounting term without its everyday word.
 */
import { periodOf, type CalendarDate, type Period } from '../../kernel/calendar.js';
import type { HomeView, LightColour, LightView, LogCheck, QuarterView } from './view-models.js';
import { dayInWords, isolated, momentInWords, monthInWords, yuan } from './wording.js';

export function lightWord(colour: LightColour): string {
  const words = { green: '账实相符', amber: '还差几笔', red: '对不上', unknown: '还没核对' } as const;
  return words[colour];
}

/** Why the light has its colour, without the date. */
export function lightSentence(light: LightView): string {
  switch (light.colour) {
    case 'unknown':
      return '还没有收到银行流水，不能核对。';
    case 'green':
      return light.vouchersNotAtBank === 0
        ? '账上和银行一致。'
        : `账上和银行一致。另有 ${light.vouchersNotAtBank} 笔刚办，银行还没到。`;
    case 'amber':
      return amberSentence(light);
    case 'red':
      return redSentence(light);
  }
}

function amberSentence(light: LightView): string {
  const reasons: string[] = [];
  if (light.bankLinesWithoutVoucher > 0) reasons.push(`银行有 ${light.bankLinesWithoutVoucher} 笔还没有记账`);
  if (light.overdueVouchers > 0) reasons.push(`账上有 ${light.overdueVouchers} 笔超过 30 天银行还没到`);
  const why = reasons.length === 0 ? '还有几笔没有核对完' : reasons.join('，');
  return light.differenceFen === 0n ? `${why}。算上在途和待记的这些笔，两边一致。` : `${why}。`;
}

function redSentence(light: LightView): string {
  const reasons: string[] = [];
  if (light.differenceFen !== 0n) reasons.push(`账上和银行相差 ${yuan(absolute(light.differenceFen))}，还没有查清。`);
  if (light.gaps > 0) reasons.push(`银行流水缺了 ${light.gaps} 段，补齐之前不能说对得上。`);
  return reasons.length === 0 ? '账上、银行、各项资金三者对不上，还没有查清。' : reasons.join('');
}

/** Empty where there is no day yet: nothing was recorded or compared, and the words beside it say so. */
export function asOfWords(date: CalendarDate | null): string {
  return date === null ? '' : `截至 ${dayInWords(date)}`;
}

/** The quarter in two sentences: how much came and went, then the largest payment and the arrears. */
export function quarterSentences(quarter: QuarterView): readonly string[] {
  const result = quarter.incomeFen - quarter.expenseFen;
  const word = result < 0n ? '收入比支出少' : '收入比支出多';
  const outcome = result === 0n ? '收支正好相抵' : `${word} ${yuan(absolute(result))}`;
  const first = `收入 ${yuan(quarter.incomeFen)}，支出 ${yuan(quarter.expenseFen)}，${outcome}。`;
  const parts = [largestPart(quarter), arrearsPart(quarter)].filter((text) => text !== '');
  return parts.length === 0 ? [first] : [first, `${parts.join('；')}。`];
}

function largestPart(quarter: QuarterView): string {
  const largest = quarter.largestExpense;
  return largest === null ? '' : `最大一笔支出是“${isolated(largest.summary)}”，${yuan(largest.amountFen)}`;
}

function arrearsPart(quarter: QuarterView): string {
  const arrears = quarter.arrears;
  if (arrears === null) return '';
  if (arrears.households === 0) return '没有住户欠费';
  if (arrears.households < arrears.smallCell)
    return `有少于 ${arrears.smallCell} 户欠费，为不指向个人，户数和金额不公布`;
  return `有 ${arrears.households} 户欠费，共 ${yuan(arrears.totalFen)}`;
}

/** "数据截至第 115 号……": what is known about the records being unchanged. */
export function logSentence(logNumber: number, check: LogCheck): string {
  const head = `数据截至第 ${logNumber} 号`;
  switch (check.state) {
    case 'not-checked':
      return `${head}，还没有整本核验过`;
    case 'intact':
      return check.checkedTo >= logNumber
        ? `${head}，记录未被改动 ✓`
        : `${head}；其中到第 ${check.checkedTo} 号已核验，记录未被改动 ✓`;
    case 'broken':
      return `${head}。第 ${check.firstBad} 号记录核验不通过，查清之前请不要采信它和之后的数字`;
  }
}

export function logCheckedAt(check: LogCheck): string {
  return check.state === 'not-checked' ? '还没有做过整本核验。' : `最近一次整本核验：${momentInWords(check.at)}。`;
}

/** Said where a voucher is numbered in another month than the one it happened in. */
export function adjustmentSentence(eventOn: CalendarDate, period: Period): string | null {
  const happened = periodOf(eventOn);
  if (happened === period) return null;
  return (
    `这件事发生在 ${dayInWords(eventOn)}，但${monthInWords(happened)}的账已经结了，` +
    `所以记在${monthInWords(period)}，作为补记单独列出。`
  );
}

/** What a reconciliation says in one line: do both sides meet once the open items are counted in? */
export function meetingSentence(adjustedFen: bigint, differenceFen: bigint): string {
  return differenceFen === 0n
    ? `把这几笔算进去，两边都是 ${yuan(adjustedFen)}。`
    : `把这几笔算进去，两边还相差 ${yuan(absolute(differenceFen))}，还没有查清。`;
}

/** For search results and shared links: one line about the estate. */
export function homeSummary(view: HomeView): string {
  const parts = [
    `${isolated(view.estate.name)}还剩 ${yuan(view.leftFen)}`,
    asOfWords(view.asOf),
    lightWord(view.light.colour),
  ];
  return parts.filter((words) => words !== '').join('，');
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
