import {parseSync} from "oxc-parser"; import {execSync} from "node:child_process"; import fs from "node:fs";
import * as ts from "@typescript-eslint/parser"; 
const dirs=["/tmp/pj/documenso+documenso/","/tmp/pj/unjs+unstorage/","/work/wt/project/node_modules/.pnpm/vitest@4.1.12*/"];
let files=execSync("find /tmp/pj -type f",{maxBuffer:1e8}).toString().split("\n").filter(f=>/\.(tsx?|jsx?|mjs|cjs)$/.test(f)&&!f.endsWith(".d.ts"));
files=files.filter((_, i)=>i%3===0);
if(process.argv[2]) files=process.argv.slice(2);
const stats=new Map();
const skip=new Set(["loc","tokens","comments","parent"]);
function note(k,f,o){const e=stats.get(k)??{n:0,f,o};e.n++;stats.set(k,e)}
function cmp(a,b,path,f){ // a=ts b=oxc
  if(a===b)return; 
  if(Array.isArray(a)&&Array.isArray(b)){ if(a.length!==b.length){note("len "+path,f,[a.length,b.length]);return} a.forEach((x,i)=>cmp(x,b[i],path,f));return}
  if(a&&b&&typeof a==="object"&&typeof b==="object"){ 
    if(a instanceof RegExp) return;
    if(a.type!==b.type){note(`type ${path}: ${a.type} vs ${b.type}`,f,a.range);return}
    const t=a.type?a.type:path;
    for(const k of new Set([...Object.keys(a),...Object.keys(b)])){ if(skip.has(k)||k==="start"||k==="end")continue; if(!(k in b)){note(`missing in oxc ${t}.${k}`,f,a[k]&&a[k].type||String(a[k]));continue} if(!(k in a)){note(`extra in oxc ${t}.${k}`,f,String(b[k]));continue} cmp(a[k],b[k],t+"."+k,f)}
    return}
  note(`val ${path}: `,f,[String(a),String(b)]);
}
let err=0;
for(const f of files){const s=fs.readFileSync(f,"utf8"); let a; try{a=ts.parseForESLint(s,{filePath:f,range:true,loc:true,comment:true,tokens:true,sourceType:"module",ecmaFeatures:{jsx:/x$|js$/.test(f)}}).ast}catch(e){err++;continue}
 const r=parseSync(f,s,{preserveParens:false,range:true,astType:"ts",lang:/\.[mc]?ts$/.test(f)?"ts":/tsx$/.test(f)?"tsx":"jsx"}); if(r.errors.length){note("oxc errors",f,r.errors[0].message)} cmp(a,r.program,"",f);}
console.log(files.length,err);for(const [k,v] of [...stats].sort((a,b)=>b[1].n-a[1].n))console.log(v.n,k,v.f.replace("/tmp/pj/",""),JSON.stringify(v.o));
