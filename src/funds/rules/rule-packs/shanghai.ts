import type { RulePack } from './rule-pack.js';

export const SHANGHAI: RulePack = {
  id: 'shanghai',
  zh: '上海',
  en: 'Shanghai',
  topUp: { atLeastPercent: 50n, isAbove: true, isOptional: true },
  rules: [
    {
      id: 'repair-top-up',
      zh: '公共收益单独列账；约定补充维修资金的，每季度补充，比例超过一半，其余用于工作经费、审计、维护等。',
      en: 'Public revenue has its own list; where it is the rule, over half of it goes to the repair fund quarterly.',
      article: '上海市住宅物业管理规定 第五十一条',
      verified: true,
    },
    {
      id: 'public-revenue-cadence',
      zh: '公共收益每季度公布一次。',
      en: 'Public revenue is published every quarter.',
      article: '上海市住宅物业管理规定 第五十条',
      verified: true,
    },
    {
      id: 'repair-fund-cadence',
      zh: '维修资金至少每半年公布一次。',
      en: 'The repair fund is published every half-year at least.',
      article: '上海市住宅物业管理规定 第五十条',
      verified: true,
    },
  ],
};
