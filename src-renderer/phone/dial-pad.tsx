// The twelve keys of a telephone.
import './phone.css'

const keys = [
  { digit: '1', letters: '' },
  { digit: '2', letters: 'ABC' },
  { digit: '3', letters: 'DEF' },
  { digit: '4', letters: 'GHI' },
  { digit: '5', letters: 'JKL' },
  { digit: '6', letters: 'MNO' },
  { digit: '7', letters: 'PQRS' },
  { digit: '8', letters: 'TUV' },
  { digit: '9', letters: 'WXYZ' },
  { digit: '*', letters: '' },
  { digit: '0', letters: '+' },
  { digit: '#', letters: '' },
] as const

export function DialPad({ press }: { readonly press: (digit: string) => void }) {
  return (
    <div className="dial-pad">
      {keys.map(({ digit, letters }) => (
        <button key={digit} type="button" className="button" onClick={() => press(digit)}>
          <span>{digit}</span>
          <small aria-hidden>{letters}</small>
        </button>
      ))}
    </div>
  )
}
