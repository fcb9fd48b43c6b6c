// Mappings proven on captured events: what never fires, what is missing, what changed.

#include "core/base/ids.h"
#include "core/catalog/catalog.h"
#include "core/engine/coverage.h"
#include "core/engine/pipeline.h"
#include "core/store/writer.h"
#include "core/workspace/workspacefiles.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::engine;

namespace {

constexpr int total = 1000;
constexpr qint64 hour = 3'600'000'000;

// Never fires: nobody sends "vip". Its condition on the plan always holds. Typed slip: order_created.
const QByteArray mappings = R"({"format":1,"mappings":[
  {"id":"map_user","eventType":"user.created","action":"users_identify","parameters":{
     "id":{"path":"body.user.id"},"email":{"path":"body.user.email"},"name":{"path":"body.user.name","default":"?"}}},
  {"id":"map_never","eventType":"user.created","when":{"path":"body.vip","op":"is_true"},"action":"tenants_set",
     "parameters":{"id":{"path":"body.user.id"}}},
  {"id":"map_always","eventType":"user.*","when":{"expression":"body.plan !== 'none'"},"action":"workflows_trigger",
     "parameters":{"key":{"value":"welcome"},"recipients":{"path":"body.user.id"},"data":{"path":"body.extra"}}},
  {"id":"map_slip","eventType":"order_created","action":"users_delete","parameters":{"id":{"path":"body.user.id"}}},
  {"id":"map_off","eventType":"user.created","active":false,"action":"users_delete","parameters":{}}]})";

json::Object bodyOf(int i)
{
    json::Object user{{QStringLiteral("email"), QStringLiteral("u%1@example.com").arg(i)}};
    if (i % 100 >= 3) // three in a hundred have no id
        user.append(QStringLiteral("id"), QStringLiteral("u%1").arg(i));
    json::Object body{{QStringLiteral("type"), i % 10 == 9 ? "order.created" : "user.created"},
                      {QStringLiteral("user"), std::move(user)},
                      {QStringLiteral("plan"), i % 2     ? "free"
                                               : i > 900 ? "team"
                                                         : "pro"}};
    // The extra data was an object until event 800, and is a list of objects since.
    json::Object extra{{QStringLiteral("source"), "web"}};
    if (i < 800)
        body.append(QStringLiteral("extra"), extra);
    else
        body.append(QStringLiteral("extra"), json::Array{extra});
    if (i >= 500)
        body.append(QStringLiteral("version"), 2);
    if (i < 700)
        body.append(QStringLiteral("legacy"), true);
    return body;
}

} // namespace

class TestCoverage final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<const workspace::Workspace> m_workspace;
    std::shared_ptr<CoverageReport> m_report;

    void fill()
    {
        auto writer = store::Writer::open({m_workspace->databasePath(), {}, {}});
        QVERIFY(writer.hasValue());
        const auto source = makeRuntime(*m_workspace->source(u"crm"), nullptr);
        EnvironmentRuntime environment;
        environment.name = QStringLiteral("development");
        for (int i = 0; i < total; ++i) {
            Event event;
            event.source = QStringLiteral("crm");
            event.environment = environment.name;
            event.receivedAt = fromMicroseconds(1'760'000'000'000'000 + i * hour);
            event.id = ids::make(ids::event, event.receivedAt);
            event.request.method = "POST";
            event.request.target = "/s/crm";
            event.request.headers = {{"Content-Type", "application/json"}};
            event.request.rawHead = "POST /s/crm HTTP/1.1\r\nContent-Type: application/json\r\n\r\n";
            event.request.body = json::write(json::Value(bodyOf(i)));
            Run run;
            run.id = ids::make(ids::run, event.receivedAt);
            run.eventId = event.id;
            run.startedAt = event.receivedAt;
            run.status = i == 7 ? EventStatus::Refused : EventStatus::Processed;
            run.eventType = QString::fromLatin1(i % 10 == 9 ? "order.created" : "user.created");
            (*writer)->submit({{std::move(event), std::move(run), {}}}, [](const Result<store::CommitUnit>&) {});
        }
        (*writer)->stop();
    }

    const CoverageFinding* find(const char* code, const char* mappingOrType, const char* subject = nullptr)
    {
        const QString name = QString::fromLatin1(mappingOrType);
        for (const CoverageFinding& one : m_report->sources.front().findings) {
            const bool about = one.mappingId == name || (one.mappingId.isEmpty() && one.eventType == name);
            if (one.code == QLatin1String(code) && about && (!subject || one.subject == QLatin1String(subject)))
                return &one;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto files = workspace::WorkspaceFiles::create(m_dir->filePath(QStringLiteral("ws")), QStringLiteral("test"),
                                                       SystemClock().now());
        QVERIFY(files.hasValue());
        workspace::NewSource wanted;
        wanted.key = QStringLiteral("crm");
        const catalog::Catalog catalog = catalog::Catalog::load();
        QVERIFY((*files)->addSource(*catalog.find(u"custom"), wanted, SystemClock().now()).hasValue());
        const auto parsed = mapping::mappingFileFromJson(json::parse(mappings).valueOr({}), [] { return QString(); });
        QVERIFY(parsed.hasValue());
        QVERIFY((*files)->saveMappings(wanted.key, *parsed).hasValue());
        m_workspace = std::make_shared<const workspace::Workspace>((*files)->workspace());
        fill();

        CoverageRequest request;
        request.workspace = m_workspace;
        request.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
        Coverage coverage(std::move(request));
        std::optional<Result<void>> result;
        connect(&coverage, &Coverage::finished, this,
                [&](const std::shared_ptr<CoverageReport>& report, const Result<void>& how) {
                    m_report = report;
                    result = how;
                });
        coverage.start();
        QTRY_VERIFY_WITH_TIMEOUT(result, 60000);
        QVERIFY(result->hasValue());
        QCOMPARE(m_report->sources.size(), size_t(1));
        QCOMPARE(m_report->sources.front().events, total - 1); // without the refused one
    }

    void aMappingThatNeverFiresIsNamed()
    {
        const CoverageFinding* finding = find("never_fires", "map_never");
        QVERIFY(finding && finding->isProblem);
        QCOMPARE(finding->detail, QStringLiteral("condition_false"));
        QVERIFY(find("condition_never", "map_never"));
        QVERIFY(find("inactive", "map_off"));
    }

    void aConditionThatAlwaysHoldsIsNamed()
    {
        QVERIFY(find("condition_always", "map_always"));
        QVERIFY(!find("condition_always", "map_user"));
    }

    void aRequiredFieldThatIsMissingIsCounted()
    {
        const CoverageFinding* finding = find("required_missing", "map_user", "users_identify.id");
        QVERIFY(finding && finding->isProblem);
        QCOMPARE(finding->count, 30);
        QCOMPARE(finding->of, 899); // types of user.created, one of them refused
        QVERIFY(!finding->example.isEmpty());
        // A default stands in for the name: nothing to say.
        QVERIFY(!find("often_missing", "map_user", "users_identify.name"));
    }

    void aFieldThatChangedItsTypeIsNamedWithItsTime()
    {
        const CoverageFinding* bound = find("type_changed", "map_always", "workflows_trigger.data");
        QVERIFY(bound);
        QCOMPARE(bound->before, QStringLiteral("object"));
        QCOMPARE(bound->detail, QStringLiteral("array"));
        QVERIFY(bound->since == fromMicroseconds(1'760'000'000'000'000 + 800 * hour));
        QVERIFY(find("wrong_type", "map_always", "workflows_trigger.data"));
        const CoverageFinding* seen = find("new_type", "user.created", "body.extra");
        QVERIFY(seen);
        QCOMPARE(seen->detail, QStringLiteral("array"));
    }

    void fieldsThatCameAndWentAreNamed()
    {
        const CoverageFinding* fresh = find("new_field", "user.created", "body.version");
        QVERIFY(fresh && fresh->since == fromMicroseconds(1'760'000'000'000'000 + 500 * hour));
        const CoverageFinding* lost = find("lost_field", "user.created", "body.legacy");
        QVERIFY(lost && lost->since == fromMicroseconds(1'760'000'000'000'000 + 698 * hour));
        const CoverageFinding* value = find("new_value", "user.created", "body.plan");
        QVERIFY(value);
        QCOMPARE(value->detail, QStringLiteral("team"));
        // What is there from the start, whatever it holds, is no news.
        QVERIFY(!find("new_field", "user.created", "body.user"));
        QVERIFY(!find("new_value", "user.created", "body.user.email"));
    }

    void unmappedTypesMeetTheirMisspeltMapping()
    {
        const CoverageFinding* unmapped = find("unmapped_type", "order.created");
        QVERIFY(unmapped && unmapped->isProblem);
        QCOMPARE(unmapped->suggestion, QStringLiteral("order_created"));
        const CoverageFinding* unseen = find("type_never_seen", "map_slip");
        QVERIFY(unseen);
        QCOMPARE(unseen->suggestion, QStringLiteral("order.created"));
    }

    void parametersAreCountedByType()
    {
        const MappingCoverage& user = m_report->sources.front().mappings.front();
        QCOMPARE(user.events, 899);
        QCOMPARE(user.planned, 869);
        QCOMPARE(user.skipped.at(QStringLiteral("required_missing:id")), 30);
        QCOMPARE(user.parameters.front().name, QStringLiteral("id"));
        QCOMPARE(user.parameters.front().present, 869);
        QCOMPARE(user.parameters.front().types.at(QStringLiteral("string")).count, 869);
    }
};

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
