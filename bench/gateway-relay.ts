import { connect, createServer, type AddressInfo } from 'node:net'

/**
 * Passes bytes on to the port it is given and back, and does nothing else, in a process of its own as a gateway is: what
 * is left of the direct way's speed on this machine once every byte has to pass through one more program.
 */
const [port] = process.argv.slice(2)

const server = createServer((near) => {
  const far = connect(Number(port), '127.0.0.1')
  near.pipe(far).pipe(near)
  near.on('error', () => far.destroy())
  far.on('error', () => near.destroy())
})

server.listen(0, '127.0.0.1', () => {
  console.log(`Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.once('SIGTERM', () => process.exit(0))
