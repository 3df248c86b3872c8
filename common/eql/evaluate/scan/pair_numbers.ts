const firstSize = 256;
const none = -1;

/** Numbers for pairs of small whole numbers, from 0 in the order in which the pairs come. Open addressing over plain numbers: no object for a pair. */
export class PairNumbers {
  private lefts = new Int32Array(firstSize);
  private rights = new Int32Array(firstSize);
  private numbers = new Int32Array(firstSize).fill(none);
  private count = 0;

  /** The pair's number; a new one for a new pair. */
  of(left: number, right: number): number {
    const slot = this.slotOf(left, right);
    const known = this.numbers[slot] as number;
    if (known !== none) {
      return known;
    }
    const number = this.count;
    this.count += 1;
    this.put(slot, left, right, number);
    if (this.count * 2 > this.numbers.length) {
      this.grow();
    }
    return number;
  }

  private slotOf(left: number, right: number): number {
    const last = this.numbers.length - 1;
    let slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 7;
    for (slot &= last; this.numbers[slot] !== none && (this.lefts[slot] !== left || this.rights[slot] !== right); slot = (slot + 1) & last);
    return slot;
  }

  private put(slot: number, left: number, right: number, number: number): void {
    this.lefts[slot] = left;
    this.rights[slot] = right;
    this.numbers[slot] = number;
  }

  private grow(): void {
    const { lefts, rights, numbers } = this;
    this.lefts = new Int32Array(numbers.length * 2);
    this.rights = new Int32Array(numbers.length * 2);
    this.numbers = new Int32Array(numbers.length * 2).fill(none);
    numbers.forEach((number, slot) => {
      if (number !== none) {
        const [left, right] = [lefts[slot] as number, rights[slot] as number];
        this.put(this.slotOf(left, right), left, right, number);
      }
    });
  }
}
