import type { VNode } from 'preact';
import { asOfWords, lightSentence, lightWord } from '../rules/sentences.js';
import type { LightColour, LightView } from '../view-models.js';

/** Each colour has its own shape, so that the light reads in grey and to the colour-blind. */
function LightShape({ colour }: { readonly colour: LightColour }): VNode {
  const shapes: Readonly<Record<LightColour, VNode>> = {
    green: (
      <>
        <circle cx="12" cy="12" r="10" />
        <path d="M7 12.5l3.5 3.5 6.5-7.5" class="light-stroke" />
      </>
    ),
    amber: (
      <>
        <circle cx="12" cy="12" r="10" />
        <path d="M7 12h.01M12 12h.01M17 12h.01" class="light-stroke" />
      </>
    ),
    red: (
      <>
        <rect x="2.5" y="2.5" width="19" height="19" rx="2" />
        <path d="M8 8l8 8M16 8l-8 8" class="light-stroke" />
      </>
    ),
    unknown: <circle cx="12" cy="12" r="9" class="light-hollow" />,
  };
  return (
    <svg class={`light-shape light-${colour}`} viewBox="0 0 24 24" aria-hidden="true">
      {shapes[colour]}
    </svg>
  );
}

/** Shape and word, for lists. */
export function StatusWord({ colour }: { readonly colour: LightColour }): VNode {
  return (
    <span class={`light-word light-word-${colour}`}>
      <LightShape colour={colour} />
      {lightWord(colour)}
    </span>
  );
}

/** The whole light: shape, word, as of when, and why. */
export function StatusLight({ light }: { readonly light: LightView }): VNode {
  return (
    <div class={`light light-edge-${light.colour}`}>
      <p class="light-head">
        <StatusWord colour={light.colour} />
        {light.asOf === null ? null : <span class="light-day">{asOfWords(light.asOf)}</span>}
      </p>
      <p class="light-why">{lightSentence(light)}</p>
    </div>
  );
}
