/** The words of pages on which something went wrong. Each says what to do now. */
export const errorTexts = {
  headings: {
    400: '地址里有写错的地方',
    403: '这一页不对外公开',
    404: '没有找到这一页',
    500: '这一页暂时打不开',
  },
  other: '这件事没有办成',
  whatNow: '现在可以这样做',
  fallback: {
    400: { title: '地址里有看不懂的内容', remedy: '请退回上一页重新点，或者从首页进去找。' },
    403: {
      title: '这里的内容涉及个人，只给有权查看的人看',
      remedy: '如果你是这个小区的业主或经手人，请向物管委要查看凭据；公开的账可以从首页进去看。',
    },
    404: { title: '地址可能抄错了，或者这一页从来没有过', remedy: '请核对地址，或者回到首页，从小区名字点进去找。' },
    500: {
      title: '是我们这边出了问题，不是你点错了',
      remedy: '打开账页不会改动账。请过几分钟再试；如果还是这样，请把下面的编号告诉物管委。',
    },
  },
  requestId: '编号',
  home: '回到首页',
} as const;
