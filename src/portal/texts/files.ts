/** Words of the files in which a document can be taken away. */
export const filesTexts = {
  files: '下载',
  pdf: 'PDF 文件',
  xlsx: '表格（Excel）',
  csv: '表格（CSV）',
  json: '数据（JSON）',
} as const;
