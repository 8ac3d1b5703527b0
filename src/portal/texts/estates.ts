export const estatesTexts = {
  title: '公开账',
  heading: '小区的公共账',
  lead: '点小区名字，看还剩多少钱、每一笔花在哪里、银行对不对得上。',
  left: '还剩',
  agreedAsOf: (day: string) => `最近一次完全对上：${day}`,
  empty: '这里还没有小区的账',
  emptyNext: '管理员导入或新建一个小区以后，它的账就会出现在这里。',
} as const;
