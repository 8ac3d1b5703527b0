import fc from 'fast-check';
import { fenFromYuan } from '../../src/kernel/fen.js';
import { rmbUppercase } from '../../src/kernel/rmb-uppercase.js';

describe('大写金额', () => {
  it.each([
    ['1409.50', '壹仟肆佰零玖元伍角'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元零叁角贰分'],
    ['107000.53', '壹拾万柒仟元零伍角叁分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['42026.40', '肆万贰仟零贰拾陆元肆角'],
    ['0.05', '伍分'],
    ['100000000.00', '壹亿元整'],
    ['10000001.00', '壹仟万零壹元整'],
    ['10.00', '壹拾元整'],
    ['0.00', '零元整'],
    ['-0.05', '负伍分'],
    ['-1860.00', '负壹仟捌佰陆拾元整'],
    ['0.50', '伍角'],
    ['0.55', '伍角伍分'],
    ['1.00', '壹元整'],
    ['1.01', '壹元零壹分'],
    ['1.10', '壹元壹角'],
    ['10.05', '壹拾元零伍分'],
    ['10.50', '壹拾元零伍角'],
    ['1000.50', '壹仟元零伍角'],
    ['100000.50', '壹拾万元零伍角'],
    ['100000000.50', '壹亿元零伍角'],
    ['1001.00', '壹仟零壹元整'],
    ['1010.00', '壹仟零壹拾元整'],
    ['10000.00', '壹万元整'],
    ['10001.00', '壹万零壹元整'],
    ['10100.00', '壹万零壹佰元整'],
    ['11000.00', '壹万壹仟元整'],
    ['100010000.00', '壹亿零壹万元整'],
    ['100001000.00', '壹亿零壹仟元整'],
    ['100000001.00', '壹亿零壹元整'],
    ['1010000000.00', '壹拾亿壹仟万元整'],
    ['110001000.00', '壹亿壹仟万壹仟元整'],
    ['20300400.06', '贰仟零叁拾万零肆佰元零陆分'],
    ['99999999999.99', '玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    ['31267.21', '叁万壹仟贰佰陆拾柒元贰角壹分'],
  ])('%s is %s', (yuan, expected) => {
    expect(rmbUppercase(fenFromYuan(yuan)!)).toBe(expected);
  });

  it('refuses what three sections cannot hold', () => {
    expect(rmbUppercase(99_999_999_999_999n)).toMatch(/^玖仟玖佰玖拾玖亿/);
    expect(() => rmbUppercase(100_000_000_000_000n)).toThrow(/below a trillion/);
  });

  /** Reads the numerals back, in a way of its own: every digit waits for its unit, every section for its name. */
  function readBack(text: string): bigint {
    let [total, section, digit] = [0n, 0n, 0n];
    for (const character of text.replace(/^负/, '')) {
      const numeral = '零壹贰叁肆伍陆柒捌玖'.indexOf(character);
      const unit = { 拾: 10n, 佰: 100n, 仟: 1000n }[character];
      const whole = { 亿: 10_000_000_000n, 万: 1_000_000n, 元: 100n, 角: 10n, 分: 1n }[character];
      if (numeral >= 0) digit = BigInt(numeral);
      if (unit !== undefined) section += digit * unit;
      if (whole !== undefined) total += (section + digit) * whole;
      if (whole !== undefined) section = 0n;
      if (numeral < 0) digit = 0n;
    }
    return text.startsWith('负') ? -total : total;
  }

  it('can be read back, has no 零 beside another, and none at the end', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -99_999_999_999_999n, max: 99_999_999_999_999n }), fc.nat(12), (amount, zeros) => {
        const rounded = (amount / 10n ** BigInt(zeros)) * 10n ** BigInt(zeros);
        const text = rmbUppercase(rounded);
        expect(readBack(text)).toBe(rounded);
        expect(text).not.toMatch(/零零|零[拾佰仟万亿角分]/);
        if (rounded !== 0n) expect(text).not.toMatch(/零元|零整|零$/);
      }),
      { numRuns: 1000 },
    );
  });
});
