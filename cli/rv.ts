import { automatonOf, type Monitor, monitors, sideFile } from '../conformance/index.ts';
import { rvMonitor } from '../exporters/index.ts';
import { columns } from './columns.ts';
import { type AddCommand, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { byName, pick } from './pick.ts';
import { writeInto } from './writeInto.ts';

interface RvFlags {
  readonly output?: string;
  readonly json?: boolean;
}

/** `rv`: life cycles as monitors for Linux's runtime verification. */
export const addRv: AddCommand = (program, { io, exit }) => {
  program
    .command('rv')
    .description("life cycles as monitors for Linux's runtime verification")
    .argument('[monitor]', 'the monitor to print; without it, what there is')
    .option('-o, --output <directory>', 'write name.dot and name.json of the monitor, or of all')
    .option('--json', 'print the side file: which probe raises each event, and the id of its object')
    .addHelpText(
      'after',
      `
The .dot file is for rvgen (dot2k before Linux 6.16). The blanks that it leaves in its C file are in the
side file.

Examples:
  $ coco-dma rv
  $ coco-dma rv page > page.dot && rvgen monitor -c da -s page.dot -t per_obj
  $ coco-dma rv -o monitors`,
    )
    .action((wanted: string | undefined, { output, json }: RvFlags) => {
      const named = byName(monitors, ({ name }) => name);
      const chosen = wanted === undefined ? monitors : [pick('monitor', wanted, named)];
      exit(exitCode.asStated);
      if (output !== undefined) return writeInto(output, chosen.flatMap(filesOf), io.out);
      if (json)
        return printJson(io, wanted === undefined ? chosen.map(sideFile) : sideFile(chosen[0] as Monitor));
      if (wanted !== undefined) return io.out(rvMonitor(automatonOf(chosen[0] as Monitor)));
      const rows = chosen.map((monitor) => {
        const { states, events } = automatonOf(monitor);
        return [monitor.name, monitor.object, `${states.length}`, `${events.length}`, monitor.summary];
      });
      io.out(
        columns(
          [['monitor', 'one for each', 'states', 'events', 'what it watches'], ...rows],
          [false, false, true, true, false],
        )
          .map((line) => `${line}\n`)
          .join(''),
      );
    });
};

const filesOf = (monitor: Monitor) => [
  { name: `${monitor.name}.dot`, text: rvMonitor(automatonOf(monitor)) },
  { name: `${monitor.name}.json`, text: `${JSON.stringify(sideFile(monitor), null, 2)}\n` },
];
