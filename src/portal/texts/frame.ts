/** Words that stand on every page. */
export const frameTexts = {
  lang: 'zh-CN',
  brand: '信义账本',
  skip: '跳到正文',
  siteNav: '全站',
  pageNav: '你在这里',
  large: '大字',
  normal: '正常字',
  allEstates: '全部小区',
  households: (count: number) => `${count} 户`,
  footer: '谁都可以看，谁都可以核对。账只增不改，记错了也留着。',
  source: (name: string, logNumber: number) => `${name}的公开账，数据截至第 ${logNumber} 号记录`,
  address: '本页地址',
} as const;
