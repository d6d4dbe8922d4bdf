import type { FeatureBit } from '../machines/index.ts';
import type { Proposal } from '../proposals/index.ts';
import {
  type BlkRun,
  blkDevice,
  fileStore,
  Guest,
  guestDesignOf,
  NotCapableError,
  QemuDevice,
  QemuError,
  runBlk,
  startQemu,
  VirtioDevice,
  VirtioPci,
  type VirtioTransport,
} from '../runtime/index.ts';
import { blkRunJson } from './blkRunJson.ts';
import { blkRunText } from './blkRunText.ts';
import { byteOption } from './byteOption.ts';
import { type AddCommand, type Cli, printJson } from './command.ts';
import { type Image, openImage } from './diskImage.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { leaksOf } from './leaks.ts';
import { pick } from './pick.ts';
import { pickProposal } from './pickProposal.ts';
import { progressBar } from './progressBar.ts';
import { UsageError } from './usageError.ts';

/** What `run blk` is asked for. */
export interface RunBlkFlags {
  readonly proposal: string;
  readonly image?: string;
  readonly size?: number;
  readonly verify?: boolean;
  readonly device: string;
  readonly private?: boolean;
  readonly decline?: readonly string[];
  readonly legacy?: boolean;
  readonly json?: boolean;
}

/** Where the device is: in this process, or QEMU's. */
const devices = { here: 'here', qemu: 'qemu' } as const;
const SCRATCH_BYTES = 8 << 20;
const QEMU_SLOT = 4;
const QEMU_BARS = 0xe000_0000;
/** How long QEMU may take over a request, in milliseconds. */
const QEMU_PATIENCE = 5000;

/** `run blk`: a disk, driven through a design. */
export const addRun: AddCommand = (program, cli) => {
  program
    .command('run')
    .description('run a real device through a design, on bytes')
    .command('blk')
    .description('write and read a disk through a design; at the end, what the host has seen of it')
    .requiredOption('--proposal <name>', 'the design')
    .option('--image <file>', 'the disk; it is as before when the run is over. Default: a temporary one')
    .option(
      '--size <bytes>',
      'how much of it, as in 512KiB, 64MiB (default: all; 8MiB of a temporary one)',
      byteOption,
    )
    .option('--verify', 'compare every byte: as the device gives it back, and as it is in the image')
    .option('--device <where>', 'here: a device in this process; qemu: a device of QEMU', 'here')
    .option('--private', 'make the device a private one, as the design does that')
    .option('--decline <bit...>', 'feature bits that the driver does not accept although it may')
    .option('--legacy', 'the device has the legacy interface only')
    .option('--json', 'print data instead of text')
    .addHelpText(
      'after',
      `
Everything is marked: what the guest writes, what its buffers held before, and what lies beside them. The host reads
every shared page whenever it is notified, and all memory at the end; marks that it finds in plaintext are counted.

Exit codes: 0 all bytes went through and the host saw no more than the proposal says, 1 something else, 2 usage or a
file that cannot be used, 3 interrupted.

Examples:
  $ coco-dma run blk --proposal linux73CcShared --verify
  $ coco-dma run blk --image disk.img --proposal privatePool --private --verify
  $ coco-dma run blk --image disk.img --proposal linux612ForceBounce --device qemu --verify
  $ coco-dma run blk --proposal virtioSwiotlbRefuse --decline 27`,
    )
    .action(async (flags: RunBlkFlags) => cli.exit(await run(cli, flags)));
};

async function run(cli: Cli, flags: RunBlkFlags): Promise<ExitCode> {
  const proposal = pickProposal(cli.catalogue, flags.proposal);
  const where = pick('place for a device', flags.device, devices);
  const guest = guestFor(proposal, flags.private === true);
  if (guest.isPrivate && where === 'qemu')
    throw new UsageError(
      "--device qemu: QEMU's devices are the host's, so that no guest can accept one as private",
    );
  const image = openImage(flags.image, flags.size ?? SCRATCH_BYTES);
  try {
    return await runOn(cli, flags, proposal, guest, image, where);
  } finally {
    image.close();
  }
}

function guestFor(proposal: Proposal, isPrivate: boolean): Guest {
  try {
    return new Guest({ design: guestDesignOf(proposal.system), isPrivate });
  } catch (error) {
    if (error instanceof NotCapableError) throw new UsageError(`--private: ${error.message}`);
    // There is no guest of this design.
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

async function runOn(
  { io }: Cli,
  flags: RunBlkFlags,
  proposal: Proposal,
  guest: Guest,
  image: Image,
  where: keyof typeof devices,
): Promise<ExitCode> {
  const bytes = Math.min(flags.size ?? image.bytes, image.bytes);
  let interrupted = false;
  const undo = io.onInterrupt(() => {
    interrupted = true;
  });
  const bar = progressBar(io, bytes);
  const device = await (where === 'qemu'
    ? qemuDisk(guest, image.path)
    : ownDisk(guest, image.path, flags.legacy === true));
  let result: BlkRun;
  try {
    result = await runBlk({
      guest,
      device: device.transport,
      medium: image,
      bytes,
      verify: flags.verify === true,
      declines: (flags.decline ?? []).map(featureBit),
      legacy: flags.legacy === true,
      now: () => performance.now(),
      async goOn(done) {
        bar.show(done);
        // A turn of the event loop, in which an interruption is heard.
        await new Promise((resolve) => setImmediate(resolve));
        return !interrupted;
      },
    });
  } finally {
    bar.end();
    undo();
    await device.close();
  }
  const leaks = leaksOf(proposal, guest.isPrivate, result.seen);
  const told = {
    proposal,
    guest,
    where,
    bytes,
    flags,
    result,
    leaks,
    interrupted: interrupted && result.done < bytes,
  };
  if (flags.json) printJson(io, blkRunJson(told));
  else io.out(blkRunText(told, io));
  if (result.failure || leaks.some(({ asStated }) => !asStated)) return exitCode.notMet;
  return told.interrupted ? exitCode.unknown : exitCode.asStated;
}

interface RunningDisk {
  readonly transport: VirtioTransport;
  close(): Promise<void>;
}

async function ownDisk(guest: Guest, path: string, legacy: boolean): Promise<RunningDisk> {
  const { virtioFeatures = {}, virtqueue } = guest.design;
  const { offers = [32, 33] } = virtioFeatures;
  const store = fileStore(path, false);
  return {
    transport: new VirtioDevice({
      type: blkDevice(store, 'coco-dma'),
      memory: guest.port,
      features: { ...virtioFeatures, offers: legacy ? offers.filter((bit) => bit < 32) : offers },
      onBlocked: virtqueue?.onBlocked === 'NEEDS_RESET' ? 'NEEDS_RESET' : 'DROP',
    }),
    close: async () => store.close(),
  };
}

async function qemuDisk(guest: Guest, path: string): Promise<RunningDisk> {
  const { start, pages } = guest.memory.controller;
  const mib = Math.ceil((start + pages * 4096) / 2 ** 20);
  const drive = `driver=raw,node-name=d0,file.driver=file,file.filename=${path.replaceAll(',', ',,')}`;
  const { offers = [32, 33] } = guest.design.virtioFeatures ?? {};
  const accessPlatform = offers.includes(33) ? 'on' : 'off';
  const device = `virtio-blk-pci,drive=d0,addr=${QEMU_SLOT},disable-legacy=on,iommu_platform=${accessPlatform}`;
  try {
    const { qtest, close } = await startQemu([
      '-M',
      'q35',
      '-m',
      String(mib),
      '-blockdev',
      drive,
      '-device',
      device,
    ]);
    try {
      const pci = await VirtioPci.find(qtest, QEMU_SLOT, QEMU_BARS, QEMU_PATIENCE);
      return { transport: new QemuDevice(qtest, pci, guest.host), close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    if (error instanceof QemuError) throw new UsageError(`--device qemu: ${error.message}`);
    throw error;
  }
}

function featureBit(text: string): FeatureBit {
  return pick('feature bit that a driver declines', text, { 27: 27, 28: 28, 33: 33 } as const);
}
