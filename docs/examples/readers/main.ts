import { fileURLToPath } from 'node:url'
import { serve } from './server.ts'

const port = Number(process.env.PORT ?? 8080)
serve(fileURLToPath(new URL('.', import.meta.url))).listen(port, () => console.log(`http://localhost:${port}/`))
