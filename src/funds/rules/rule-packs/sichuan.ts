import type { RulePack } from './rule-pack.js';

export const SICHUAN: RulePack = {
  id: 'sichuan',
  zh: '四川',
  en: 'Sichuan',
  rules: [
    {
      id: 'working-fund',
      zh: '业主共有资金账户里另设工作经费和补贴科目。',
      en: "Working money and allowances have accounts of their own inside the owners' common account.",
      article: '四川省物业管理条例 第三十五条',
      verified: true,
    },
    {
      id: 'public-revenue-cadence',
      zh: '公共收益每月有收支明细，每季度公示一次。',
      en: 'Public revenue is listed every month and published every quarter.',
      verified: false,
    },
    {
      id: 'repair-top-up',
      zh: '不自动补充维修资金；要补充，由业主共同决定。',
      en: 'The repair fund is not topped up by itself; the owners decide.',
      verified: false,
    },
  ],
};
