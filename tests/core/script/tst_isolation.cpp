#include "tests/core/script/scriptfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

PoolOptions oneHost()
{
    PoolOptions options;
    options.hosts = 1;
    return options;
}

} // namespace

/// What an event leaves is not seen by the next one of the same program, in the same process.
class TestIsolation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNothingBehind_data();
    void leavesNothingBehind();

private:
    ScriptFixture m_fixture{oneHost()};
};

void TestIsolation::leavesNothingBehind_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("seen"); // an expression that the next event evaluates to false
    const auto row = [](const char* name, const char* first, const char* seen) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(seen);
    };
    row("global", "globalThis.leak = 1;", "'leak' in globalThis || typeof leak !== 'undefined'");
    row("prototype", "try { Object.prototype.leak = 1; } catch {}", "'leak' in {}");
    row("defined on a prototype", "try { Object.defineProperty(Array.prototype, 'leak', { value: 1 }); } catch {}",
        "'leak' in []");
    row("built-in function", "try { JSON.parse.leak = 1; } catch {}", "'leak' in JSON.parse");
    row("iterator", "try { Object.getPrototypeOf([][Symbol.iterator]()).next = null; } catch {}",
        "[...[1, 2]].length !== 2");
    row("generator", "try { Object.getPrototypeOf(function* () {}).prototype.leak = 1; } catch {}",
        "'leak' in (function* () {})()");
    row("promise", "try { Promise.prototype.then = null; } catch {}", "await Promise.resolve(false)");
    row("getter and setter", "try { Object.prototype.__defineGetter__('leak', () => 1); } catch {}",
        "({}).leak !== undefined");
    row("regular expression", "/secret(.*)/.exec('secretvalue');",
        "Boolean(RegExp.$1 || RegExp.lastMatch || RegExp.input)");
    row("vars", "try { vars.leak = '1'; } catch {}", "'leak' in vars");
    row("signing", "try { signing.leak = 1; } catch {}", "Boolean(signing && signing.leak)");
    row("headers", "headers.leak = '1';", "'leak' in headers");
    row("body", "body.leak = 1;", "'leak' in body");
    row("built-in of ours", "try { verifyHmacSha256.leak = 1; crypto.leak = 1; console.log = 1; } catch {}",
        "'leak' in verifyHmacSha256 || 'leak' in crypto || typeof console.log !== 'function'");
    row("buffer pool", "try { Buffer.leak = 1; Buffer.prototype.leak = 1; } catch {}",
        "'leak' in Buffer || 'leak' in Buffer.alloc(1)");
    row("timer", "setTimeout(() => { globalThis.leak = 1; }, 0);",
        "await new Promise(r => setTimeout(() => r('leak' in globalThis), 5))");
    row("class field of ctx", "ctx.leak = 1; try { Object.getPrototypeOf(ctx).leak = 1; } catch {}", "'leak' in ctx");
}

void TestIsolation::leavesNothingBehind()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, seen);
    // One program, so that both events share host, realm and code.
    const auto program = m_fixture.compile(
        "async function main(ctx) {\n  const { body, headers, vars, signing } = ctx;\n  if (body.first) { " + first +
        " return {}; }\n  return { seen: " + seen + " };\n}");
    QVERIFY(program);
    QCOMPARE(toString(m_fixture.run(ScriptFixture::job(*program, "{\"first\":true}")).report.status),
             toString(ScriptStatus::Ok));
    const auto pids = m_fixture.pool.hostPids();
    const auto outcome = m_fixture.run(ScriptFixture::job(*program, "{}"));
    QCOMPARE(m_fixture.pool.hostPids(), pids);
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"seen\":false}"));
}

QTEST_GUILESS_MAIN(TestIsolation)
#include "tst_isolation.moc"
