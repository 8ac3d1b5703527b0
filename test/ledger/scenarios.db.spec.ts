/** The ledger's behaviour as scenarios that an accountant can read. */
import { ledgerWorld, type EstateWorld } from '../support/ledger-world.js';
import { openedOn, play } from '../support/scenario.js';

const worlds: EstateWorld[] = [];

async function run(text: string): Promise<EstateWorld> {
  const opened = openedOn(text);
  const [first] = worlds;
  const options = opened === undefined ? {} : { openedOn: opened };
  const estate = first === undefined ? await ledgerWorld(options) : await first.world.estate(options);
  worlds.push(estate);
  await play(estate, text);
  return estate;
}

afterAll(() => worlds[0]?.world.close());

describe('posting', () => {
  it('numbers by the month of the event, in the order of posting', () =>
    run(`
      post 2025-01-31 "一月末" 100201/PR +10.00 400208/PR -10.00
      number 记-202501-0001
      post 2025-02-01 "二月初" 100201/PR +10.00 400208/PR -10.00
      number 记-202502-0001
      post 2025-01-02 "补记月初" 100201/PR +10.00 400208/PR -10.00
      number 记-202501-0002
      balance 100201/PR 10.00 on 2025-01-30
      balance 100201/PR 20.00 on 2025-01-31
      balance 100201/PR 30.00
    `));

  it('keeps every fund of one bank account apart', () =>
    run(`
      post 2025-01-05 "物业费" 100201/PS +500.00 400101/PS -500.00
      post 2025-01-05 "停车费" 100201/PR +80.00 400201/PR -80.00
      post 2025-01-06 "清洁" 500103/PS +500.00 100201/PS -500.00
      post 2025-01-06 "手续费" 5009/PS +0.01 100201/PS -0.01
      refuse FUND_BELOW_ZERO date=2025-01-06 shortfall=0.01 available=0.00 fund=PS account=100201
      balance 100201/PS 0.00
      balance 100201/PR 80.00
      fund PR 80.00
      fund PS 0.00
    `));

  it('refuses a back-dated payment for a middle day and names that day', () =>
    run(`
      post 2025-01-05 "收入" 100201/PR +1000.00 400208/PR -1000.00
      post 2025-03-10 "支出" 5009/PR +900.00 100201/PR -900.00
      post 2025-06-01 "收入" 100201/PR +5000.00 400208/PR -5000.00
      post 2025-02-01 "补记支出" 5009/PR +200.00 100201/PR -200.00
      refuse FUND_BELOW_ZERO date=2025-03-10 shortfall=100.00 available=100.00
      post 2025-02-01 "补记支出" 5009/PR +100.00 100201/PR -100.00
      balance 100201/PR 0.00 on 2025-03-10
      balance 100201/PR 5000.00
    `));

  it('refuses a middle day inside the same month too', () =>
    run(`
      post 2025-01-05 "收入" 100201/PR +100.00 400208/PR -100.00
      post 2025-01-20 "支出" 5009/PR +90.00 100201/PR -90.00
      post 2025-01-25 "收入" 100201/PR +500.00 400208/PR -500.00
      post 2025-01-10 "补记" 5009/PR +50.00 100201/PR -50.00
      refuse FUND_BELOW_ZERO date=2025-01-20 shortfall=40.00 available=10.00
      post 2025-01-04 "早于收入" 5009/PR +1.00 100201/PR -1.00
      refuse FUND_BELOW_ZERO date=2025-01-04 shortfall=1.00
      post 2025-01-20 "同一天" 5009/PR +10.00 100201/PR -10.00
      balance 100201/PR 0.00 on 2025-01-24
    `));

  it('watches every account in which money can be spent, and no other', () =>
    run(`
      post 2025-01-05 "代存" 122101/PR +10.00 300102/PR -10.00 kind=opening
      post 2025-01-06 "转出" 100201/PR +11.00 122101/PR -11.00
      refuse FUND_BELOW_ZERO account=122101
      post 2025-01-06 "现金不足" 5009/PR +1.00 1001/PR -1.00
      refuse FUND_BELOW_ZERO account=1001
      post 2025-01-06 "在途不足" 100201/PR +1.00 101203/PR -1.00
      refuse FUND_BELOW_ZERO account=101203
      post 2025-01-06 "预付" 1123/PR +3.00 2202/PR -3.00
      post 2025-01-06 "应收可为负" 5009/PR +3.00 1221/PR -3.00
      balance 1221/PR -3.00
    `));
});

describe('between funds', () => {
  it('moves money only through 4901/5901 and a resolution', () =>
    run(`
      post 2025-01-05 "收入" 100201/PR +100.00 400208/PR -100.00
      post 2025-01-06 "划拨" 5901/PR +40.00 100201/PR -40.00 100201/WF +40.00 4901/WF -40.00
      refuse BETWEEN_FUNDS_RESOLUTION
      post 2025-01-06 "划拨" 5901/PR +40.00 100201/PR -40.00 100201/WF +40.00 4901/WF -40.00 resolution=2025-01
      post 2025-01-07 "划拨" 5009/PR +10.00 100201/PR -10.00 100201/WF +10.00 4010/WF -10.00 resolution=2025-01
      refuse BETWEEN_FUNDS_ACCOUNTS
      post 2025-01-07 "不等" 5901/PR +10.00 100201/PR -10.00 100201/WF +10.00 4010/WF -10.00 resolution=2025-01
      refuse TRANSFER_NOT_NETTED difference=10.00
      balance 100201/PR 60.00
      balance 100201/WF 40.00
      fund PR 60.00
      fund WF 40.00
    `));

  it('lends between funds through 1225/2245', () =>
    run(`
      post 2025-01-05 "收入" 100201/PR +100.00 400208/PR -100.00
      post 2025-01-06 "借" 1225/PR +30.00 100201/PR -30.00 100201/WF +30.00 2245/WF -30.00 resolution=2025-01
      fund PR 100.00
      fund WF 0.00
      balance 100201/WF 30.00
    `));

  it('lets suspense money in, and out to the fund that it belonged to, and nowhere else', () =>
    run(`
      post 2025-01-05 "来款不明" 100201/SUSPENSE +88.00 224104/SUSPENSE -88.00
      post 2025-01-06 "直接用" 5009/SUSPENSE +8.00 100201/SUSPENSE -8.00
      refuse SUSPENSE_MISUSED account=5009
      post 2025-01-07 "查清" 224104/SUSPENSE +88.00 100201/SUSPENSE -88.00 100201/PS +88.00 400101/PS -88.00
      post 2025-01-08 "反向" 100201/SUSPENSE +8.00 224104/SUSPENSE -8.00 5009/PS +8.00 100201/PS -8.00
      refuse BETWEEN_FUNDS_ACCOUNTS BETWEEN_FUNDS_RESOLUTION
      balance 100201/SUSPENSE 0.00
      fund PS 88.00
      reverse 202501-0002 on 2025-01-09                                  # it was not theirs after all
      balance 100201/SUSPENSE 88.00
      fund PS 0.00
    `));
});

describe('corrections', () => {
  it('takes back in red and records again in blue; red reduces its own side', () =>
    run(`
      post 2025-01-05 "收入" 100201/PR +100.00 400208/PR -100.00
      post 2025-01-06 "维修" 5004/PR +70.00 100201/PR -70.00
      replace 202501-0002 on 2025-01-20 "维修" 5004/PR +60.00 100201/PR -60.00
      number 记-202501-0003 记-202501-0004
      balance 100201/PR 40.00
      turnover 2025-01 5004/PR 60.00 0.00
      turnover 2025-01 100201/PR 100.00 60.00
      reverse 202501-0002 on 2025-01-21
      refuse ALREADY_REVERSED
      reverse 202501-0003 on 2025-01-21
      refuse CORRECTION_OF_RED
    `));

  it('may pass below zero by a red one alone; payments then wait, receipts do not', () =>
    run(`
      post 2025-01-05 "误记收入" 100201/PR +100.00 400208/PR -100.00
      post 2025-01-10 "支出" 5009/PR +80.00 100201/PR -80.00
      reverse 202501-0001 on 2025-01-20
      balance 100201/PR -80.00
      post 2025-01-25 "支出" 5009/PR +0.01 100201/PR -0.01
      refuse FUND_BELOW_ZERO shortfall=80.01 available=0.00
      post 2025-01-26 "收入" 100201/PR +79.99 400208/PR -79.99
      post 2025-01-27 "支出" 5009/PR +0.01 100201/PR -0.01
      refuse FUND_BELOW_ZERO
      post 2025-01-27 "收入" 100201/PR +0.02 400208/PR -0.02
      post 2025-01-28 "支出" 5009/PR +0.01 100201/PR -0.01
      balance 100201/PR 0.00
      post 2025-01-21 "在欠数期间支出" 5009/PR +0.01 100201/PR -0.01
      refuse FUND_BELOW_ZERO
    `));

  it('judges a red voucher and its replacement as one', () =>
    run(`
      post 2025-01-05 "收入" 100201/PR +100.00 400208/PR -100.00
      post 2025-01-10 "支出" 5009/PR +80.00 100201/PR -80.00
      replace 202501-0001 on 2025-01-20 "收入" 100201/PR +90.00 400208/PR -90.00
      balance 100201/PR 10.00
      replace 202501-0004 on 2025-01-21 "收入" 100201/PR +70.00 400208/PR -70.00
      refuse FUND_BELOW_ZERO
      balance 100201/PR 10.00
    `));

  it('allows a difference voucher over the same places', () =>
    run(`
      post 2025-01-05 "收入" 100201/PR +100.00 400208/PR -100.00
      difference 202501-0001 on 2025-01-06 "少记" 100201/PR +5.00 400208/PR -5.00
      difference 202501-0001 on 2025-01-07 "多记" 100201/PR +red2.00 400208/PR -red2.00
      turnover 2025-01 400208/PR 0.00 103.00
      balance 100201/PR 103.00
      difference 202501-0001 on 2025-01-07 "别处" 1001/PR +5.00 400208/PR -5.00
      refuse CORRECTION_OTHER_PLACE account=1001
    `));

  it('corrects an earlier year through 3199, and this year in red', () =>
    run(`
      post 2024-12-05 "收入" 100201/PR +100.00 400208/PR -100.00
      post 2025-01-05 "收入" 100201/PR +100.00 400208/PR -100.00
      reverse 202412-0001 on 2025-01-10
      refuse CORRECTION_OTHER_YEAR
      prior-year 202412-0001 on 2025-01-10 "多记收入" 3199/PR +30.00 100201/PR -30.00
      prior-year 202501-0001 on 2025-01-10 "本年" 3199/PR +30.00 100201/PR -30.00
      refuse CORRECTION_SAME_YEAR
      prior-year 202412-0001 on 2025-01-10 "动了收入" 400208/PR +30.00 100201/PR -30.00
      refuse CORRECTION_WITHOUT_3199 CORRECTION_INCOME_ACCOUNT
      turnover 2025-01 400208/PR 0.00 100.00
      turnover 2025-01 3199/PR 30.00 0.00
      fund PR 170.00
    `));
});

describe('periods', () => {
  it('turns a later entry of a closed month into an adjustment that keeps its day', () =>
    run(`
      open 2025-01-01
      post 2025-01-05 "收入" 100201/PR +100.00 400208/PR -100.00
      close 2025-02
      refuse PERIOD_NOT_NEXT next=2025-01
      close 2025-01
      close 2025-01
      refuse PERIOD_ALREADY_CLOSED
      post 2025-01-20 "迟到的收入" 100201/PR +7.00 400208/PR -7.00
      number 记-202502-0001
      balance 100201/PR 107.00 on 2025-01-31
      turnover 2025-01 100201/PR 100.00 0.00
      turnover 2025-02 100201/PR 7.00 0.00
      post 2025-03-01 "三月" 100201/PR +1.00 400208/PR -1.00
      number 记-202503-0001
    `));

  it('reopens the last closed month only where the estate allows it', () =>
    run(`
      open 2025-01-01
      close 2025-01
      close 2025-02
      reopen 2025-02
      refuse REOPEN_OFF
      allow reopening
      reopen 2025-01
      refuse REOPEN_NOT_LAST last=2025-02
      reopen 2025-02
      post 2025-02-03 "又可编号" 100201/PR +1.00 400208/PR -1.00
      number 记-202502-0001
      post 2025-01-03 "仍是调整" 100201/PR +1.00 400208/PR -1.00
      number 记-202502-0002
      reopen 2025-01
      post 2025-01-03 "一月" 100201/PR +1.00 400208/PR -1.00
      number 记-202501-0001
    `));

  it('keeps year-end transfers and openings out of turnover', () =>
    run(`
      post 2024-01-01 "期初" 100201/PR +50.00 300102/PR -50.00 kind=opening
      post 2024-12-05 "收入" 100201/PR +100.00 400208/PR -100.00
      post 2024-12-31 "结转" 400208/PR +100.00 3103/PR -100.00 kind=closing
      turnover 2024-01 100201/PR 0.00 0.00
      turnover 2024-12 400208/PR 0.00 100.00
      turnover 2024-12 3103/PR 0.00 0.00
      balance 400208/PR 0.00
      balance 3103/PR -100.00
      fund PR 150.00
    `));

  it('closes transfers between funds at the end of a year, fund by fund', () =>
    run(`
      post 2024-12-05 "收入" 100201/PR +100.00 400208/PR -100.00
      post 2024-12-06 "划拨" 5901/PR +40.00 100201/PR -40.00 100201/WF +40.00 4901/WF -40.00 resolution=2024-02
      post 2024-12-31 "结转工作经费" 4901/WF +40.00 3103/WF -40.00 kind=closing
      post 2024-12-31 "结转公共收益" 3103/PR +40.00 5901/PR -40.00 kind=closing
      turnover 2024-12 4901/WF 0.00 40.00
      turnover 2024-12 5901/PR 40.00 0.00
      balance 4901/WF 0.00
      balance 5901/PR 0.00
    `));
});
