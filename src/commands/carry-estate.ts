/** `export` and `restore`: an estate as one archive, out of the database and into another. */
import { stat } from 'node:fs/promises';
import { count, type Answer } from './answer.js';
import { WrongUsage } from './faults.js';
import { estateOf, type CommandSession } from './session.js';

interface Done {
  readonly done: number;
  readonly total: number;
}

export async function exportEstate(session: CommandSession, code: string, file: string): Promise<Answer> {
  const { verbs, progress } = session;
  const { estateId } = await estateOf(verbs, code);
  const path = session.pathOf(file);
  progress.stage({ title: `导出 exporting ${code}`, unit: '条记录 records' });
  const onProgress = ({ done, total }: Done): void => progress.at(done, total);
  const written = await verbs.exportEstate.execute({ estateId, file: path }, { onProgress });
  progress.end();
  const { size, root, bytes, sha256 } = written;
  return {
    lines: [
      `${code} 已导出到 ${path}。Exported.`,
      `  记录 records ${size}，${bytes} 字节 bytes`,
      `  根哈希 root ${root}`,
      `  内容校验 SHA-256 ${sha256}`,
      '文件里有不公开的内容（姓名、房号、账号），请妥善保管；请把根哈希另外记下，以便日后核对。',
      'The file holds private values: keep it safe, and note the root elsewhere.',
    ],
    result: { estate: code, estateId, file: path, logSize: count(size), root, bytes, sha256 },
  };
}

export async function restoreEstate(session: CommandSession, file: string): Promise<Answer> {
  const { verbs, progress } = session;
  const path = session.pathOf(file);
  if (!(await isFile(path))) throw WrongUsage.of('USAGE_FILE', { path });
  progress.stage({ title: '恢复 restoring', unit: '步 steps' });
  const onProgress = ({ done, total }: Done): void => progress.at(done, total);
  const { estateId, code, size, root } = await verbs.restoreEstate.execute(path, { onProgress });
  progress.end();
  return {
    lines: [
      `${code} 已从 ${path} 恢复，根哈希与文件一致。Restored to the same root.`,
      `  记录 records ${size}`,
      `  根哈希 root ${root}`,
      '令牌不随备份恢复，请重新发出：npm run xinyi -- token issue。Tokens do not come back; issue them anew.',
    ],
    result: { estate: code, estateId, file: path, logSize: count(size), root },
  };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
