#include "tests/core/script/scriptfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

/// What the engine under the hosts gets wrong without saying so, and the compiler and the runtime put right. Each row
/// is an expression with the value that the language gives it, as JSON.
class TestLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outerTargets_data();
    void outerTargets() { check(); }
    void order_data();
    void order() { check(); }
    void library_data();
    void library() { check(); }
    void dates_data();
    void dates() { check(); }
    void addresses_data();
    void addresses() { check(); }
    void iterators_data();
    void iterators() { check(); }
    void collections_data();
    void collections() { check(); }
    void largeNumbers_data();
    void largeNumbers() { check(); }
    void halvesOfSurrogatePairsSurvive();

private:
    void check();

    ScriptFixture m_fixture;
};

namespace {

void columns()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("value");
}

struct Row
{
    const char* expression;
    const char* value;
};

template<size_t count>
void add(const Row (&rows)[count])
{
    columns();
    for (const Row& row : rows)
        QTest::newRow(row.expression) << QByteArray(row.expression) << QByteArray(row.value);
}

} // namespace

void TestLanguage::check()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, value);
    const auto outcome = m_fixture.run("function main() { return { v: (() => { " + expression + " })() }; }");
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QCOMPARE(json::write(outcome.report.preprocess[u"v"]), value);
}

/// A pattern sets the variables of the functions around it.
void TestLanguage::outerTargets_data()
{
    static constexpr Row rows[] = {
        {"let a, b; (() => { [a, b = 6] = [5]; })(); return [a, b];", "[5,6]"},
        {"let a, b; ['x=y'].forEach(t => { [a, b] = t.split('='); }); return [a, b];", R"(["x","y"])"},
        {"let a, b; (() => { ({ a, n: { b = 2 } } = { a: 1, n: {} }); })(); return [a, b];", "[1,2]"},
        {"let a, b; (() => ([a, ...b] = [1, 2, 3]))(); return [a, b];", "[1,[2,3]]"},
        {"let a, b; (() => { for ([a, b] of [[1, 2]]); })(); return [a, b];", "[1,2]"},
        {"let a; (() => { for ({ length: a } in { key: 1 }); })(); return a;", "3"},
        {"let a; class A { constructor() { [a] = [3]; } } new A(); return a;", "3"},
        {"let a; const o = { get m() { ({ a } = { a: 4 }); return 1; } }; return [o.m, a];", "[1,4]"},
        {"let a; const g = (function* () { [a = 5] = yield; })(); g.next(); g.next([]); return a;", "5"},
        {"let a; const f = (x = ([a] = [3])) => x; return [f(), a];", "[[3],3]"},
        {"let a; (() => { (() => { [a] = [3]; })(); })(); return a;", "3"},
        {"let a, all; (() => { all = [a] = [7, 8]; })(); return [a, all];", "[7,[7,8]]"},
    };
    add(rows);
}

/// Operands are read before those that follow change them.
void TestLanguage::order_data()
{
    static constexpr Row rows[] = {
        {"let i = 0; const a = [], b = [5, 6]; a[i] = b[i++]; a[i] = b[i++]; return a;", "[5,6]"},
        {"let i = 0; const a = [1, 2, 3]; a[i] += i++; return a;", "[1,2,3]"},
        {"let i = 1; return [i - (i = 5), i < (i = 9), i];", "[-4,true,9]"},
        {"let i = 1; return [i + i++, i++ + i, i * i-- * i];", "[2,5,18]"},
        {"let k = 'a'; const o = {}; o[k] = (k = 'b', 1); return o;", R"({"a":1})"},
        {"let o = { n: 1 }; const p = o; o.q = (o = { n: 2 }, 5); return [p, o];", R"([{"n":1,"q":5},{"n":2}])"},
        {"let i = 0; const a = []; a[i] = i = 2; return a;", "[2]"},
        {"const f = a => a + (a = 5) + a; return f(1);", "11"},
        {"let a = [1, 2]; return a.concat((a = [9], a));", "[1,2,9]"},
        {"let o = { f(x) { return [this.n, x]; }, n: 1 }; return o.f((o = { n: 2 }, 3));", "[1,3]"},
        {"let f = x => x; return f((f = x => x * 2, 5));", "5"},
        {"let i = 0; const m = [[0, 0], [0, 0]]; m[i][i] = ++i; return m;", "[[1,0],[0,0]]"},
        {"let i = 0; const a = [1, 2]; a[i] = a[i] + a[++i]; return a;", "[3,2]"},
        {"let i = 0, j = 0; const a = []; a[i] = [i, j] = [7, 8]; return [a, i, j];", "[[[7,8]],7,8]"},
        {"let n = 0; const a = [], g = function* () { a[n] = yield n++; }; const it = g(); it.next(); it.next(4); "
         "return a;",
         "[4]"},
        {"let i = 0; const f = x => x; return [i, i++, i, f(i) + f(i--)];", "[0,0,1,2]"},
        {"const o = { valueOf() { return 5; }, toString() { return 's'; } }; return [`${o}|`, o + '|'];",
         R"(["s|","5|"])"},
        {"const p = { a: 1 }, o = { __proto__: p, c: 2 }, q = { c: 3, '__proto__': null }; return [o.a, "
         "Object.keys(o), "
         "Object.getPrototypeOf(o) === p, Object.getPrototypeOf(q), q.c, Object.keys({ __proto__: 5 })];",
         R"([1,["c"],true,null,3,[]])"},
        {"const __proto__ = 1; return [Object.keys({ __proto__ }), Object.keys({ ['__proto__']: 1 }), (({ __proto__: p "
         "}) => "
         "p === Object.prototype)({})];",
         R"([["__proto__"],["__proto__"],true])"},
        {"const log = [], f = x => { log.push(x); return x; }; ({ __proto__: f(null), a: f(1), b: f(2) }); return log;",
         "[null,1,2]"},
        {"return `a${1}${`b${2}`}\\n${''}`;", R"("a1b2\n")"},
    };
    add(rows);
}

void TestLanguage::library_data()
{
    static constexpr Row rows[] = {
        {"return [[3, 1, 2].toSorted(), [3, 1, 2].toSorted((a, b) => b - a), [1, 2].toReversed(), [1, 2].with(0, 9)];",
         "[[1,2,3],[3,2,1],[2,1],[9,2]]"},
        {"return Array.from('a\\u{1F600}b').length;", "3"},
        {"return Array.from('ab', (c, i) => c + i);", R"(["a0","b1"])"},
        {"const s = Symbol('s'); return Object.assign({}, { [s]: 1, a: 2 }, null, 'x')[s];", "1"},
        {"return [[...new Uint8Array([30, 4, 5]).sort()], [...new Float64Array([3, -1, 2]).sort((a, b) => b - a)]];",
         "[[4,5,30],[3,2,-1]]"},
        {"return ['b', 'a', 'B', 'A', 'é', 'e', 'f', '_', '1'].sort((a, b) => a.localeCompare(b));",
         R"(["_","1","a","A","b","B","e","é","f"])"},
        {"return ['10', '9'].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));", R"(["9","10"])"},
        {"return [27, -8, 1e9, 0.001, 2].map(x => Math.cbrt(x) ** 3 - x).map(x => Math.abs(x) < "
         "1e-9).concat(Math.cbrt(27), "
         "1 / Math.cbrt(-0));",
         "[true,true,true,true,true,3,null]"},
        {"return (0.00001).toPrecision(1);", R"("0.00001")"},
        {"return [/\\//.source, /[/]\\\\/.source, new RegExp('a/b').source, String(new RegExp('\\n'))];",
         R"(["\\/","[/]\\\\","a\\/b","/\\n/"])"},
        {"return new RegExp(/\\/x/.source, 'g').test('/x');", "true"},
        {"return JSON.stringify({ b: 1, a: { c: 2, a: 3 } }, ['a', 'b']);", R"("{\"a\":{\"a\":3},\"b\":1}")"},
        {"return JSON.stringify({ b: [1, { x: 1, y: 2 }] }, ['b', 'x'], 1).length;", "37"},
        {"return JSON.stringify([1, [2]], function (k, v) { return Array.isArray(this) && v === 2 ? 4 : v; });",
         R"("[1,[4]]")"},
        {"return JSON.stringify({ a: 1, d: new Date(0), u: undefined }, (k, v) => k === 'a' ? undefined : v);",
         R"("{\"d\":\"1970-01-01T00:00:00.000Z\"}")"},
        {"return JSON.stringify('\\ud800').length;", "8"},
        {"return [Buffer.from('abcabc').indexOf('c'), Buffer.from('abc').includes('bc'), "
         "Buffer.from('aba').lastIndexOf('a')];",
         "[2,true,2]"},
        {"return [Buffer.from('abc').readUInt16BE(1), Buffer.from([0, 255]).readInt16LE()];", "[25187,-256]"},
        {"try { new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255])); } catch (e) { return e.name; "
         "}",
         R"("TypeError")"},
    };
    add(rows);
}

void TestLanguage::dates_data()
{
    static constexpr Row rows[] = {
        {"return new Date(1388534400000).toUTCString();", R"("Wed, 01 Jan 2014 00:00:00 GMT")"},
        {"return String(new Date(1388534400000));",
         R"x("Wed Jan 01 2014 00:00:00 GMT+0000 (Coordinated Universal Time)")x"},
        {"return [new Date(0).toDateString(), new Date(NaN).toUTCString()];", R"(["Thu Jan 01 1970","Invalid Date"])"},
        {"return ['Wed, 01 Jan 2014 00:00:00 GMT', 'Wed, 1 Jan 2014 01:00:00 +0100', '01 Jan 2014 GMT', '2014-1-1', "
         "'Wed Jan 01 2014 00:00:00 GMT+0000 (Coordinated Universal Time)', '2014-01-01T00:00:00.000000Z'].map(d => "
         "new Date(d).getTime() === 1388534400000 && Date.parse(d) === 1388534400000);",
         "[true,true,true,true,true,true]"},
        {"return ['', 'nonsense', '2014-13-01', '99 Jan 2014', '01 Foo 2014'].map(d => isNaN(new Date(d)));",
         "[true,true,true,true,true]"},
        {"const d = new Date(1388534400123); return [new Date(String(d)).getTime(), new "
         "Date(d.toUTCString()).getTime()];",
         "[1388534400000,1388534400000]"},
        {"return typeof Date() === 'string' && Date().endsWith('(Coordinated Universal Time)');", "true"},
    };
    add(rows);
}

void TestLanguage::addresses_data()
{
    static constexpr Row rows[] = {
        {"return new URL('../c?d', 'https://EX.com/a/b/').href;", R"("https://ex.com/a/c?d")"},
        {"return [new URL('https://ex.com').href, new URL('https://ex.com:443/a b?q=é').href];",
         R"(["https://ex.com/","https://ex.com/a%20b?q=%C3%A9"])"},
        {"return [new URL('?z', 'https://ex.com/a/b?y').href, new URL('//o.com/x', 'https://ex.com').href, "
         "new URL('../../../x', 'https://ex.com/a').href];",
         R"(["https://ex.com/a/b?z","https://o.com/x","https://ex.com/x"])"},
        {"return new URL('https://ex.com/?sig=a%2Bb%20c').searchParams.get('sig');", R"("a+b c")"},
        {"const u = new URL('https://u:p@ex.com:8080/a#h'); return [u.origin, u.host, u.port, u.username, u.hash];",
         R"(["https://ex.com:8080","ex.com:8080","8080","u","#h"])"},
        {"const u = new URL('https://ex.com/p?x=1#h'); u.searchParams.set('y', 'a b'); u.pathname = '/q r'; u.port = "
         "'81'; "
         "return u.href;",
         R"("https://ex.com:81/q%20r?x=1&y=a+b#h")"},
        {"return ['nope', 'https://', 'https://a b/', 'https://ex.com:99999/', "
         "'https://münchen.de/'].map(u => URL.canParse(u));",
         "[false,false,false,false,false]"},
        {"return new URL('mailto:a@b.c').pathname;", R"("a@b.c")"},
    };
    add(rows);
}

void TestLanguage::iterators_data()
{
    // One that gives ones for ever, and has no way to be ended that could be called.
    columns();
    const auto row = [](const char* odd, const QByteArray& use, const char* value) {
        QTest::addRow("%s, %s", odd, use.constData())
            << QByteArray("const ones = { [Symbol.iterator]() { return { next: () => ({ value: 1, done: false }), ") +
                   odd + " }; } }; " + use
            << QByteArray(value);
    };
    for (const char* odd : {"return: null", "'return': null", "get return() { return null; }"}) {
        row(odd, "for (const x of ones) return x;", "1");
        row(odd, "let n = 0; for (const x of ones) { if (++n > 2) break; } return n;", "3");
        row(odd, "try { for (const x of ones) throw new Error('a'); } catch (e) { return e.message; }", "\"a\"");
        row(odd, "const [a, b] = ones; return [a, b];", "[1,1]");
        row(odd, "let a; [a] = ones; return a;", "1");
        row(odd, "const { list: [a] } = { list: ones }; return a;", "1");
        row(odd, "return (([a]) => a)(ones);", "1");
    }
    // Built-ins that end an iterator because something throws; whether its name is written out makes no difference.
    const auto builtIns = [&row](const char* odd) {
        row(odd,
            "const no = () => { throw new TypeError('a'); }; class S extends Set { add() { no(); } } class M extends "
            "Map { "
            "set() { no(); } } class P extends Promise { static resolve() { no(); } } return [() => Array.from(ones, "
            "no), "
            "() => new Map(ones), () => new WeakMap(ones), () => new WeakSet(ones), () => new S(ones), () => new "
            "M([ones]), () => Map.groupBy(ones, no), () => Object.fromEntries(ones), () => P.all(ones), () => "
            "P.race(ones)].map(f => { try { return f() instanceof Promise; } catch (e) { return e.name; } });",
            R"(["TypeError","TypeError","TypeError","TypeError","TypeError","TypeError","TypeError","TypeError",true,true])");
        row(odd,
            "let left = 3; const few = { [Symbol.iterator]: () => ({ __proto__: ones[Symbol.iterator](), next: () => "
            "({ "
            "value: 1, done: --left < 0 }) }) }; try { Uint8Array.from(few, () => { throw 'a'; }); } catch (e) { "
            "return e; }",
            "\"a\"");
    };
    builtIns("['ret' + 'urn']: null");
    builtIns("return: 1");
    row("return: undefined", "for (const x of ones) return x;", "1");
    row("return: () => ({})", "const [a] = ones; return a;", "1");
    row("return() { return {}; }", "const [a] = ones; return a;", "1");
}

void TestLanguage::collections_data()
{
    static constexpr Row rows[] = {
        // What is deleted while the rest is gone through.
        {"const s = new Set([1, 2, 3, 4]), seen = []; for (const x of s) { seen.push(x); s.delete(x); } return [seen, "
         "s.size];",
         "[[1,2,3,4],0]"},
        {"const s = new Set([1, 2, 3, 4]), seen = []; s.forEach(x => { seen.push(x); s.delete(x); }); return seen;",
         "[1,2,3,4]"},
        {"const m = new Map([[1, 1], [2, 2], [3, 3]]), seen = []; for (const [k] of m) { seen.push(k); if (k === 2) "
         "m.delete(1); } return seen;",
         "[1,2,3]"},
        {"const s = new Set([1, 2, 3]), seen = []; for (const x of s) { seen.push(x); s.delete(x); s.add(x); if "
         "(seen.length > 6) break; } return seen;",
         "[1,2,3,1,2,3,1]"},
        {"const m = new Map([['a', 1]]), seen = []; for (const [k] of m) { seen.push(k); if (seen.length < 4) { "
         "m.clear(); "
         "m.set(k + 'b', 1); } } return seen;",
         R"(["a","ab","abb","abbb"])"},
        {"const m = new Map([[1, 2]]), i = m.keys(); i.next(); const end = i.next().done; m.set(3, 4); return [end, "
         "i.next().done];",
         "[true,true]"},
        // Keys of all kinds, few and many.
        {"const o = {}, f = () => 1, s = Symbol('q'), all = []; for (const n of [0, 40]) { const m = new Map(); for "
         "(let i = "
         "0; i < n; i++) m.set('k' + i, i); [o, f, s, NaN, null, undefined, true, 'true', 'null', 0, '0', '__proto__', "
         "''].forEach((k, i) => m.set(k, i)); all.push([o, f, s, NaN, null, undefined, true, 'true', 'null', -0, '0', "
         "'__proto__', '', 'x'].map(k => m.get(k)), m.size - n, m.delete(NaN), m.delete(NaN), m.has(NaN), m.delete(o), "
         "m.has(o)); } return all;",
         "[[0,1,2,3,4,5,6,7,8,9,10,11,12,null],13,true,false,false,true,false,"
         "[0,1,2,3,4,5,6,7,8,9,10,11,12,null],13,true,false,false,true,false]"},
        {"return Object.is([...new Set([-0])][0], 0);", "true"},
        {"const s = new Set(); for (let i = 0; i < 5000; i++) { s.add('x' + i); if (i >= 20) s.delete('x' + (i - 20)); "
         "} "
         "return [s.size, [...s][0], s.has('x0')];",
         R"([20,"x4980",false])"},
        {"const s = new Set(); for (let i = 0; i < 50000; i++) s.add('key ' + i % 20000); return s.size;", "20000"},
        // As built-ins are.
        {"return [Map.name, Map.length, Set.length, Map.prototype.set.length, Map.prototype.forEach.length, "
         "Map.prototype.constructor === Map, Map.prototype.entries === Map.prototype[Symbol.iterator], "
         "Set.prototype.keys === Set.prototype.values, Map[Symbol.species] === Map, WeakMap.name];",
         R"(["Map",0,0,2,1,true,true,true,true,"WeakMap"])"},
        {"return [new Map(), new Set(), new Map().keys(), new Set().values()].map(x => "
         "Object.prototype.toString.call(x));",
         R"(["[object Map]","[object Set]","[object Map Iterator]","[object Set Iterator]"])"},
        {"const name = f => { try { f(); } catch (e) { return e.name; } }; return [() => Map(), () => new Map(1), () "
         "=> new "
         "Map([1]), () => Map.prototype.get.call(new Set(), 1), () => Map.prototype.size, () => new Map().forEach(), "
         "() => "
         "new Map().keys().next.call({}), () => WeakMap(), () => Array.from([], 1)].map(name).join();",
         R"("TypeError,TypeError,TypeError,TypeError,TypeError,TypeError,TypeError,TypeError,TypeError")"},
        {"class Mine extends Map { constructor(x) { super(x); this.extra = 1; } get(k) { return super.get(k) + '!'; } "
         "set(k, "
         "v) { return super.set(k + '?', v); } } const m = new Mine([['a', 1]]); return [m instanceof Map, "
         "m.get('a?'), "
         "m.size, [...m], Object.keys(m), JSON.stringify(new Map([[1, 2]]))];",
         R"([true,"1!",1,[["a?",1]],["extra"],"{}"])"},
        {"const m = Object.freeze(new Map()); m.set(1, 2); return [m.get(1), [...structuredClone(m)]];", "[2,[[1,2]]]"},
        {"const a = new Set([1, 2, 3]), b = new Set([3, 4]); return [[...a.union(b)], [...a.intersection(b)], "
         "[...a.difference(b)], [...a.symmetricDifference(b)], a.isSubsetOf(b), a.isSupersetOf(new Set([1])), "
         "a.isDisjointFrom(b)];",
         "[[1,2,3,4],[3],[1,2],[1,2,4],false,true,false]"},
        {"return [...Map.groupBy([1, 2, 3, 4], x => x % 2 ? 'odd' : 'even')];", R"([["odd",[1,3]],["even",[2,4]]])"},
        {"const key = {}; return [new WeakMap([[key, 1]]).get(key), new WeakSet([key]).has(key)];", "[1,true]"},
        {"return [Array.from({ length: 2, 0: 'a' }), Array.from([1, , 3]), Array.from(new Map([[1, 2]])), "
         "Array.from(5), "
         "Array.from([1], function () { return this.q; }, { q: 9 }), Array.from.call(Object, [1, 2]).length, [...new "
         "Set('aba')], Array.from(Uint8Array.from('123', x => x * 2))];",
         R"([["a",null],[1,null,3],[[1,2]],[],[9],2,["a","b"],[2,4,6]])"},
        {"class Mine extends Array {} return [Mine.from([1, 2]) instanceof Mine, Mine.from([1, 2]).length];",
         "[true,2]"},
    };
    add(rows);
}

void TestLanguage::largeNumbers_data()
{
    static constexpr Row rows[] = {
        {"return [1, -1].map(x => JSON.parse(x + 'e400') === x / 0);", "[true,true]"},
        {"return String(JSON.parse('[1e309, {\"a\": -1e999, \"b\": [1.5E500]}, 2]')[1].b[0]);", R"("Infinity")"},
        {R"(return JSON.parse('["1e400", "\\"1e400\\\\", 1e400, 1e-400, 0e999]');)",
         R"(["1e400","\"1e400\\",null,0,0])"},
        {"return JSON.parse('9'.repeat(400)) === Infinity;", "true"},
        {"return ['{1e400:1}', '01e400', '1e400x', '[1e400', '1e400 1', '-', '1e'].filter(t => { try { JSON.parse(t); "
         "return "
         "true; } catch (e) { return false; } });",
         "[]"},
        {"return JSON.parse('[\"number:\", 1e400, \"number::1\"]', (k, v) => (v === Infinity ? 'huge' : v));",
         R"(["number:","huge","number::1"])"},
    };
    add(rows);
}

void TestLanguage::halvesOfSurrogatePairsSurvive()
{
    const auto outcome =
        m_fixture.run("function main({ body }) { return { a: body.s, b: 'x\\udc00\\ud800', c: '\\ud83d\\ude00' }; }",
                      "{\"s\":\"\\ud83dz\"}");
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(outcome.report.preprocess[u"a"].toString(), QString(QChar(0xd83d)) + u'z');
    QCOMPARE(outcome.report.preprocess[u"b"].toString(), u'x' + QString(QChar(0xdc00)) + QChar(0xd800));
    QCOMPARE(outcome.report.preprocess[u"c"].toString(), QString::fromUtf8("\xf0\x9f\x98\x80"));
}

QTEST_GUILESS_MAIN(TestLanguage)
#include "tst_language.moc"
