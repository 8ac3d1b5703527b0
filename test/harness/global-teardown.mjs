import { removeRunFolder, RUN_FOLDER_VARIABLE } from './run-folder.mjs';

export default async function tearDown() {
  const folder = process.env[RUN_FOLDER_VARIABLE];
  if (folder !== undefined) await removeRunFolder(folder);
}
