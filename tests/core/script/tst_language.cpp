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
    const auto row = [](const char* odd, const char* use, const char* value) {
        QTest::addRow("%s, %s", odd, use)
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
    row("return: undefined", "for (const x of ones) return x;", "1");
    row("return: () => ({})", "const [a] = ones; return a;", "1");
    row("return() { return {}; }", "const [a] = ones; return a;", "1");
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
