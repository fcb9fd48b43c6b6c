// Two runs of an event, compared by meaning.

#include "core/engine/runcompare.h"
#include "core/engine/valuediff.h"

#include <QTest>

using namespace hw;
using namespace hw::engine;

namespace {

json::Value value(const QByteArray& text)
{
    return json::parse(text).valueOr({});
}

Action action(const char* kind, const char* mapping, const char* payload)
{
    Action made;
    made.id = QStringLiteral("act_1");
    made.kind = QString::fromLatin1(kind);
    made.mappingId = QString::fromLatin1(mapping);
    made.payload = value(payload);
    made.status = ActionStatus::Succeeded;
    return made;
}

Action skipped(const char* kind, const char* mapping, const char* reason)
{
    Action made = action(kind, mapping, "{}");
    made.status = ActionStatus::Skipped;
    made.reason = QString::fromLatin1(reason);
    return made;
}

Run processed()
{
    Run run;
    run.status = EventStatus::Processed;
    run.verification.status = VerificationStatus::Verified;
    run.script.status = ScriptStatus::Ok;
    run.script.preprocess = value(R"({"name":"Ada","n":1})");
    run.eventType = QStringLiteral("user.created");
    run.idempotency.key = QStringLiteral("k1");
    run.actions = {action("users_identify", "map_1", R"({"id":"u1","email":"a@b.c"})")};
    run.answer.body = "{}";
    return run;
}

Run failedWith(const char* message, int line)
{
    Run run = processed();
    run.status = EventStatus::Error;
    run.script.status = ScriptStatus::Error;
    run.script.preprocess = {};
    run.script.error = ScriptError{QStringLiteral("TypeError"), QString::fromLatin1(message), line, 1, {}};
    run.actions.clear();
    return run;
}

QStringList kindsOf(const Comparison& comparison)
{
    QStringList kinds;
    for (const Difference& one : comparison.differences)
        kinds.append(toString(one.kind) + (one.path.isEmpty() ? QString() : u':' + one.path));
    return kinds;
}

} // namespace

class TestRunCompare final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QStringList>("paths");
        const auto row = [](const char* name, const char* before, const char* after, const QStringList& paths) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(after) << paths;
        };
        row("equal", R"({"a":[1,{"b":2}]})", R"({"a":[1,{"b":2}]})", {});
        row("order of keys", R"({"a":1,"b":2})", R"({"b":2,"a":1})", {});
        row("spelling of a number", R"({"a":1})", R"({"a":1.0})", {});
        row("large numbers differ", "9007199254740993", "9007199254740992", {QString()});
        row("a number is no text", R"({"a":1})", R"({"a":"1"})", {"a"});
        row("added and gone", R"({"a":1,"b":2})", R"({"a":1,"c":3})", {"b", "c"});
        row("deep", R"({"a":{"b":[1,2,{"c":true}]}})", R"({"a":{"b":[1,2,{"c":false},4]}})", {"a.b[2].c", "a.b[3]"});
        row("odd key", R"({"order completed":1})", R"({"order completed":2})", {"[\"order completed\"]"});
        row("the last of equal names counts", R"({"a":1,"a":2})", R"({"a":2})", {});
        row("null is not nothing", R"({"a":null})", "{}", {"a"});
        row("another type", R"({"a":[1]})", R"({"a":{"0":1}})", {"a"});
    }

    void values()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QStringList, paths);
        QStringList found;
        for (const ValueDifference& one : differencesBetween(value(before), value(after)))
            found.append(one.path);
        QCOMPARE(found, paths);
        // Whatever the direction, the same places.
        QCOMPARE(differencesBetween(value(after), value(before)).size(), static_cast<size_t>(paths.size()));
    }

    void manyMembersAreComparedQuicklyAndUpToTheLimit()
    {
        json::Object before;
        json::Object after;
        for (int i = 0; i < 30000; ++i) {
            before.append(QString::number(i), i);
            after.append(QString::number(29999 - i), 29999 - i);
        }
        QVERIFY(differencesBetween(before, after).empty());
        for (auto& [key, member] : after)
            member = QStringLiteral("x");
        QCOMPARE(differencesBetween(before, after, 7).size(), size_t(7));
    }

    void runs_data()
    {
        QTest::addColumn<Run>("before");
        QTest::addColumn<Run>("after");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QStringList>("kinds");
        const auto row = [](const char* name, const Run& before, const Run& after, const char* verdict,
                            const QStringList& kinds) {
            QTest::newRow(name) << before << after << QString::fromLatin1(verdict) << kinds;
        };
        const auto with = [](const auto& change) {
            Run run = processed();
            change(run);
            return run;
        };
        row("what varies says nothing", processed(), with([](Run& run) {
                run.id = QStringLiteral("run_2");
                run.duration = std::chrono::seconds(3);
                run.script.console = {{QStringLiteral("log"), QStringLiteral("hello"), 3}};
                run.actions.front().id = QStringLiteral("act_2");
                run.actions.front().status = ActionStatus::Planned;
                run.actions.front().result = value(R"({"status":500})");
            }),
            "same", {});
        row("returned value", processed(),
            with([](Run& run) { run.script.preprocess = value(R"({"name":"ADA","n":1,"x":{"y":2}})"); }), "changed",
            {"preprocess:name", "preprocess:x"});
        row("event type", processed(), with([](Run& run) { run.eventType = QStringLiteral("unknown"); }), "changed",
            {"event_type"});
        row("now refused", processed(), with([](Run& run) {
                run.status = EventStatus::Refused;
                run.verification = {VerificationStatus::Failed, true, {}, QStringLiteral("signature_mismatch"), {}, {}};
                run.actions.clear();
            }),
            "now_fails", {"verification", "status", "action_removed"});
        row("now throws", processed(), failedWith("x is undefined", 4), "now_fails",
            {"error_new:4", "status", "action_removed"});
        row("fixed", failedWith("x is undefined", 4), processed(), "now_passes",
            {"error_fixed:4", "status", "action_added"});
        row("the error moved", failedWith("x", 4), failedWith("x", 9), "changed", {"error_moved"});
        row("another error", failedWith("x", 4), failedWith("y", 4), "changed", {"error_changed:4"});
        row("parameter", processed(),
            with([](Run& run) { run.actions = {action("users_identify", "map_1", R"({"id":"u1","email":"A@b.c"})")}; }),
            "changed", {"action_changed:email"});
        row("a mapping without an id is known by its kind", processed(),
            with([](Run& run) { run.actions.front().mappingId = QStringLiteral("map_new"); }), "same", {});
        row("an action more", processed(),
            with([](Run& run) { run.actions.push_back(action("users_delete", "map_2", R"({"id":"u1"})")); }), "changed",
            {"action_added"});
        row("skipped now", processed(),
            with([](Run& run) { run.actions = {skipped("users_identify", "map_1", "required_missing:id")}; }),
            "changed", {"action_removed:required_missing:id"});
        row("a skipped one that is gone is none",
            with([](Run& run) { run.actions.push_back(skipped("users_delete", "map_2", "condition_false")); }),
            processed(), "same", {});
        row("another reason",
            with([](Run& run) { run.actions = {skipped("users_identify", "map_1", "condition_false")}; }),
            with([](Run& run) { run.actions = {skipped("users_identify", "map_1", "inactive")}; }), "changed",
            {"action_skipped"});
        row("a duplicate stays one", with([](Run& run) {
                run.status = EventStatus::Duplicate;
                run.idempotency.duplicateOf = QStringLiteral("hw_1");
                run.actions = {skipped("users_identify", "map_1", "duplicate")};
            }),
            processed(), "same", {});
        row("another key makes it none", with([](Run& run) {
                run.status = EventStatus::Duplicate;
                run.actions = {skipped("users_identify", "map_1", "duplicate")};
            }),
            with([](Run& run) { run.idempotency.key = QStringLiteral("k2"); }), "changed",
            {"status", "key", "action_added:duplicate"});
        row("answer", processed(), with([](Run& run) { run.answer.body = "{\"challenge\":1}"; }), "changed",
            {"answer:body"});
        row("a first script", with([](Run& run) { run.script = {}; }), processed(), "changed",
            {"preprocess:name", "preprocess:n"});
    }

    void runs()
    {
        QFETCH(Run, before);
        QFETCH(Run, after);
        QFETCH(QString, verdict);
        QFETCH(QStringList, kinds);
        const Comparison comparison = compareRuns(before, after);
        QCOMPARE(toString(comparison.verdict), verdict);
        QCOMPARE(kindsOf(comparison), kinds);
    }

    void causesLeaveOutWhatVariesFromEventToEvent()
    {
        const auto cause = [](const Run& before, const Run& after) { return causeKey(compareRuns(before, after)); };
        Run ada = processed();
        Run bob = processed();
        ada.script.preprocess = value(R"({"name":"ADA","n":1,"list":[1,2]})");
        bob.script.preprocess = value(R"({"name":"BOB","n":1,"list":[7]})");
        QCOMPARE(cause(processed(), ada), cause(processed(), bob));
        QCOMPARE(cause(processed(), failedWith("no user 17", 4)), cause(processed(), failedWith("no user 23", 4)));
        QVERIFY(cause(processed(), failedWith("a", 4)) != cause(processed(), failedWith("a", 5)));
        Run other = processed();
        other.eventType = QStringLiteral("unknown");
        QVERIFY(cause(processed(), ada) != cause(processed(), other));
    }
};

QTEST_GUILESS_MAIN(TestRunCompare)
#include "tst_runcompare.moc"
