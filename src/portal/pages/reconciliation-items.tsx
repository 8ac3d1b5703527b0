import type { VNode } from 'preact';
import { Amount } from '../parts/amount.js';
import { Explain } from '../parts/explain.js';
import { Link } from '../parts/link.js';
import { Typed } from '../parts/typed.js';
import { voucherPath } from '../rules/addresses.js';
import { dayInWords, voucherLabel } from '../rules/wording.js';
import { reconciliationTexts as texts } from '../texts/reconciliation.js';
import type { OpenItemKind, OpenItemView } from '../view-models.js';

const OLD_AFTER_DAYS = 30;
const ORDER: readonly OpenItemKind[] = ['A', 'B', 'C', 'D'];

interface ItemProps {
  readonly estateCode: string;
  readonly item: OpenItemView;
}

function ItemState({ item }: { readonly item: OpenItemView }): VNode {
  const open = item.clearedOn === null;
  const words = [
    texts.happened(dayInWords(item.on)),
    open ? texts.stillOpen : texts.cleared(dayInWords(item.clearedOn)),
  ];
  if (open) words.push(texts.daysOpen(item.daysOpen));
  const old = open && item.daysOpen > OLD_AFTER_DAYS;
  return (
    <span class="small">
      {words.join('，')}
      {old ? <strong class="alarm-text"> {texts.old}</strong> : null}
    </span>
  );
}

function Item({ estateCode, item }: ItemProps): VNode {
  return (
    <li class="open-item">
      <span class="open-what">
        {item.voucher === null ? (
          texts.fromBank
        ) : (
          <Link to={voucherPath(estateCode, item.voucher.number)}>
            <Typed words={item.voucher.summary} /> {voucherLabel(item.voucher.number)}
          </Link>
        )}
        <ItemState item={item} />
      </span>
      <Amount fen={item.amountFen} />
    </li>
  );
}

interface KindProps {
  readonly estateCode: string;
  readonly kind: OpenItemKind;
  readonly items: readonly OpenItemView[];
}

function Kind({ estateCode, kind, items }: KindProps): VNode | null {
  if (items.length === 0) return null;
  const words = texts.kinds[kind];
  return (
    <div class="open-kind">
      <h3>{words.plain}</h3>
      <ul class="open-items">
        {items.map((item, index) => (
          <Item key={index} estateCode={estateCode} item={item} />
        ))}
      </ul>
      <Explain term={words.term}>
        <p>{words.why}</p>
      </Explain>
    </div>
  );
}

interface OpenItemsProps {
  readonly estateCode: string;
  readonly items: readonly OpenItemView[];
}

/** Why the two sides differ: the four kinds of item, each with its lines and how long they have been open. */
export function OpenItems({ estateCode, items }: OpenItemsProps): VNode {
  return (
    <section aria-labelledby="why">
      <h2 id="why">{texts.why}</h2>
      {items.length === 0 ? <p class="sentence">{texts.whyNone}</p> : null}
      {ORDER.map((kind) => (
        <Kind key={kind} estateCode={estateCode} kind={kind} items={items.filter((item) => item.kind === kind)} />
      ))}
    </section>
  );
}
