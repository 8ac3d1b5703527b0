import { Writable } from 'node:stream';
import { progressOn } from '../../src/commands/progress.js';

class Stream extends Writable {
  text = '';
  readonly columns = 100;

  constructor(readonly isTTY: boolean) {
    super();
  }

  // What a terminal's stream has, and a bar asks for.
  cursorTo(): boolean {
    return true;
  }

  clearLine(): boolean {
    return true;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

const reading = { title: '检查 checking', unit: '行 lines' };
const posting = { title: '入账 posting', unit: '行 lines' };

describe('progress where there is no terminal', () => {
  it('is plain lines: one every two seconds, and one at the end of each stage', () => {
    const stream = new Stream(false);
    let now = 0;
    const progress = progressOn(stream, () => now);
    progress.stage(reading);
    for (let line = 1; line <= 50; line += 1) {
      now += 100;
      progress.at(line * 10);
    }
    progress.stage(posting);
    progress.at(500, 500);
    progress.end();
    progress.end();
    expect(stream.text.split('\n')).toEqual([
      '检查 checking: 200 行 lines',
      '检查 checking: 400 行 lines',
      '检查 checking: 500 行 lines',
      '入账 posting: 500 / 500 行 lines',
      '',
    ]);
  });

  it('says the same count once', () => {
    const stream = new Stream(false);
    let now = 0;
    const progress = progressOn(stream, () => now);
    progress.stage(reading);
    now = 5000;
    progress.at(7, 7);
    progress.end();
    expect(stream.text).toBe('检查 checking: 7 / 7 行 lines\n');
  });

  it('says nothing where nothing began', () => {
    const stream = new Stream(false);
    progressOn(stream).end();
    expect(stream.text).toBe('');
  });
});

describe('progress on a terminal', () => {
  it('is a bar, which ends its line and keeps no timer', () => {
    const stream = new Stream(true);
    const progress = progressOn(stream);
    progress.stage(posting);
    progress.at(0, 261);
    progress.at(261, 261);
    progress.end();
    expect(stream.text).toContain('入账 posting [');
    expect(stream.text).toContain('100%  261/261 行 lines');
    expect(stream.text.endsWith('\n')).toBe(true);
  });
});
