export const RUN_FOLDER_VARIABLE: string;
export function makeRunFolder(): Promise<string>;
export function removeRunFolder(folder: string): Promise<void>;
