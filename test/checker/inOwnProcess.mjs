// Checks a network given on stdin, by the build, outside Jest's sandbox, where a search keeps its speed.
// Prints the report; numbers beyond what JSON keeps exact become strings.
import { check } from '../../dist/checker/index.js';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const { network, options } = JSON.parse(text);
const report = await check({ network }, options);
console.log(JSON.stringify(report, (_, value) => (typeof value === 'bigint' ? value.toString() : value)));
