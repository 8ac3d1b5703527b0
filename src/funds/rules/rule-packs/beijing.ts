import type { RulePack } from './rule-pack.js';

export const BEIJING: RulePack = {
  id: 'beijing',
  zh: '北京',
  en: 'Beijing',
  topUp: { atLeastPercent: 50n, isAbove: false, belowPercentOfFirst: 30n, isOptional: false },
  rules: [
    {
      id: 'repair-top-up',
      zh: '维修资金余额不足首期的百分之三十时，公共收益的一半以上优先补充维修资金。',
      en: 'While the repair fund is below 30 % of its first amount, at least half of public revenue tops it up.',
      article: '北京市物业管理条例 第七十四条',
      verified: true,
    },
    {
      id: 'separate-list',
      zh: '公共收益单独列账。',
      en: 'Public revenue has its own list.',
      article: '北京市物业管理条例 第七十四条',
      verified: true,
    },
    {
      id: 'public-revenue-cadence',
      zh: '自行管理的，共有资金收支每季度公布一次。',
      en: 'Self-managed common money is published every quarter.',
      article: '北京市物业管理条例 第八十四条',
      verified: true,
    },
  ],
};
