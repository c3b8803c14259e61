// The third third of the mistakes: the thirds run side by side.
import { tryMistakes } from '../try-mistakes.ts'

tryMistakes(2)
