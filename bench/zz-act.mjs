import pg from 'pg'
import { readPostmaster } from '/work/main/kernel/postgres/postmaster.ts'
const dir=process.argv[2]
const c=new pg.Client({host:readPostmaster(dir+'/postgres').socket,user:'rialto',database:'rialto'}); 
await c.connect()
const r=await c.query("select pid,state,now()-query_start as since,left(query,300) q from pg_stat_activity where datname='rialto' and pid<>pg_backend_pid()")
console.log(r.rows.map(x=>[x.pid,x.state,JSON.stringify(x.since),x.q].join(' | ')).join('\n'))
await c.end()
