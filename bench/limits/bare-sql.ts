// Bare SQL in a process of its own, so that its processor time can be read as that of the product is.
import { ITEMS } from '../seed.ts'
import { answer } from '../process/answers.ts'
import { rowOfWrite } from '../rows-written.ts'
import { openBareWrite } from './bare-write.ts'

const write = openBareWrite(process.argv[2]!)

answer({
  /** Writes one row after the other. */
  write(input) {
    const { count } = input as { count: number }
    for (let index = 0; index < count; index += 1) write(rowOfWrite(index, ITEMS), String(index).padStart(20, '0'))
  },
})
console.log('ready at http://127.0.0.1:0')
