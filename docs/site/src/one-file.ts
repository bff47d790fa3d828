// The script of the page in one file: in a worker it is the worker, in a window the page.
if (typeof document === 'undefined') import('./worker.ts')
else import('./main.tsx')
