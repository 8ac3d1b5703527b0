import { makeRunFolder, RUN_FOLDER_VARIABLE } from './run-folder.mjs';

/** Workers are forked after this and inherit the variable. */
export default async function setUp() {
  process.env[RUN_FOLDER_VARIABLE] = await makeRunFolder();
}
