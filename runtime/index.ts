export {
  type DmaAddr,
  dmaAddr,
  type Gpa,
  gpa,
  hex,
  type Iova,
  iova,
  type PhysAddr,
  physAddr,
} from './addresses.ts';
