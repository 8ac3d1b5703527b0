/**
 * The house's own lint rules, for what no rule of ESLint says.
 *
 * 1. `file-name`: file and folder names are kebab-case and free of words that say nothing.
 * 2. `function-lines`: no function is longer than the limit; the callback of a test's `describe` is a chapter, not a
 *    function, and is not counted.
 */
import { relative } from 'node:path';
import { nameProblem } from '../house/names.mjs';

const fileName = {
  meta: { type: 'suggestion', schema: [], messages: { name: '{{problem}}' } },
  create(context) {
    return {
      Program(node) {
        const problem = nameProblem(relative(context.cwd, context.filename));
        if (problem === undefined) return;
        context.report({ node, loc: { line: 1, column: 0 }, messageId: 'name', data: { problem } });
      },
    };
  },
};

function isChapter(node) {
  const call = node.parent;
  if (call.type !== 'CallExpression' || !call.arguments.includes(node)) return false;
  const callee = call.callee.type === 'CallExpression' ? call.callee.callee : call.callee;
  const named = callee.type === 'MemberExpression' ? callee.object : callee;
  return named.type === 'Identifier' && named.name === 'describe';
}

const functionLines = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer' }],
    messages: { long: 'This function has {{lines}} lines; the limit is {{limit}}. Cut it where its idea changes.' },
  },
  create(context) {
    const [limit] = context.options;
    const check = (node) => {
      const lines = node.loc.end.line - node.loc.start.line + 1;
      if (lines > limit && !isChapter(node)) context.report({ node, messageId: 'long', data: { lines, limit } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

export const house = { rules: { 'file-name': fileName, 'function-lines': functionLines } };
