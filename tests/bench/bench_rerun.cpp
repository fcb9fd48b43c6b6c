// Time travel: captured events of 2 KiB a second, from the store through the script hosts to the compared report:
// bench_rerun [EVENTS] [LANES]. The processor time of each event holds on a machine that does other things too. Every
// event verifies by a script and plans two actions.
#include "core/base/ids.h"
#include "core/catalog/catalog.h"
#include "core/engine/pipeline.h"
#include "core/engine/rerun.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <sys/resource.h>

using namespace hw;
using namespace hw::engine;

namespace {

const QByteArray secret = "a-made-up-secret";

const QByteArray announced = "async function main(ctx) {\n"
                             "  const { headers, rawBody, body, vars } = ctx;\n"
                             "  const verified = await verifyHmacSha256({\n"
                             "    secret: vars[\"CRM_SIGNING_SECRET\"],\n"
                             "    signature: headers[\"x-webhook-signature\"],\n"
                             "    payload: body,\n"
                             "  });\n"
                             "  const full_name = `${body.first_name} ${body.last_name}`;\n"
                             "  return { verified, full_name };\n"
                             "}\n";

Event makeEvent(int i)
{
    Event event;
    event.source = QStringLiteral("crm");
    event.environment = QStringLiteral("development");
    event.receivedAt = fromMicroseconds(1'760'000'000'000'000 + i * 1000LL);
    event.id = ids::make(ids::event, event.receivedAt);
    QByteArray body = "{\"type\":\"user.identified\",\"user_id\":\"u" + QByteArray::number(i) +
                      "\",\"email\":\"u@example.com\",\"first_name\":\"Ada\",\"last_name\":\"Lovelace\",\"items\":[";
    for (int n = 0; body.size() < 2000; ++n)
        body += QByteArray(n ? "," : "") + "{\"id\":" + QByteArray::number(n + i) +
                ",\"name\":\"item\",\"price\":12.5,\"tags\":[\"a\",\"b\"]}";
    event.request.body = body + "]}";
    event.request.method = "POST";
    event.request.target = "/s/crm";
    const QByteArray signature = test::hmacHex(secret, event.request.body);
    event.request.headers = {{"Content-Type", "application/json"}, {"X-Webhook-Signature", signature}};
    event.request.rawHead =
        "POST /s/crm HTTP/1.1\r\nContent-Type: application/json\r\nX-Webhook-Signature: " + signature + "\r\n\r\n";
    return event;
}

bool fill(const workspace::Workspace& workspace, int events)
{
    workspace::SecretStore secrets({workspace.id, workspace.dataFolder(), {}, false});
    const auto environment = loadEnvironment(workspace, workspace.environment(u"development")->environment, secrets);
    const SourceRuntimePtr source = makeRuntime(*workspace.source(u"crm"), nullptr);
    auto writer = store::Writer::open({workspace.databasePath(), {}, {}});
    if (!writer)
        return false;
    script::ScriptOutcome outcome;
    outcome.report.status = ScriptStatus::Ok;
    outcome.report.preprocess = json::Object{{QStringLiteral("full_name"), "Ada Lovelace"}};
    outcome.verified = true;
    outcome.verification.scheme = QStringLiteral("hmac");
    for (int i = 0; i < events; ++i) {
        Event event = makeEvent(i);
        const BodyView body = viewBody(event.request.headers, event.request.body);
        Run run = conclude({*source, *environment, event, body, {}, outcome, event.receivedAt});
        (*writer)->submit({{std::move(event), std::move(run), {}}}, [](const Result<store::CommitUnit>&) {});
    }
    (*writer)->stop();
    return true;
}

/// The processor time that this process and the hosts that have ended have had, in µs.
double processorTime(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

void measure(const char* name, const std::shared_ptr<const workspace::Workspace>& workspace, const QByteArray& edit,
             int events, int lanes)
{
    RerunRequest request;
    request.workspace = workspace;
    request.source = QStringLiteral("crm");
    request.edited.script = edit;
    request.lanes = lanes;
    request.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
    Rerun rerun(std::move(request));
    QElapsedTimer timer;
    const double own = processorTime(RUSAGE_SELF);
    const double hosts = processorTime(RUSAGE_CHILDREN);
    QObject::connect(&rerun, &Rerun::finished, &rerun, [&](const Result<RerunReport>& report) {
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        if (!report)
            std::printf("%-12s failed: %s\n", name, codeName(report.error().code).constData());
        else
            std::printf("%-12s %7.2f s, %7.0f events/s, %5.1f us here and %5.1f us of the hosts each (%lld same, %lld "
                        "changed, %lld now fail)\n",
                        name, seconds, events / seconds, (processorTime(RUSAGE_SELF) - own) / events,
                        (processorTime(RUSAGE_CHILDREN) - hosts) / events, static_cast<long long>(report->same),
                        static_cast<long long>(report->changed), static_cast<long long>(report->nowFails));
        QCoreApplication::quit();
    });
    timer.start();
    rerun.start();
    QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const int events = argc > 1 ? QByteArray(argv[1]).toInt() : 100000;
    const int lanes = argc > 2 ? QByteArray(argv[2]).toInt() : 0;
    qputenv("HEADWATER_SECRET_CRM_SIGNING_SECRET", secret);
    const QTemporaryDir folder;
    const Timestamp now = SystemClock().now();
    auto files = workspace::WorkspaceFiles::create(folder.filePath(QStringLiteral("ws")), QStringLiteral("bench"), now);
    workspace::NewSource wanted;
    wanted.key = QStringLiteral("crm");
    const catalog::Catalog catalog = catalog::Catalog::load();
    if (!files || !(*files)->addSource(*catalog.find(u"custom"), wanted, now) ||
        !(*files)->saveScript(wanted.key, workspace::ScriptLanguage::JavaScript, announced))
        return 1;
    const auto workspace = std::make_shared<const workspace::Workspace>((*files)->workspace());
    if (!fill(*workspace, events))
        return 1;
    measure("nothing", workspace, announced, events, lanes);
    QByteArray changed = announced;
    changed.replace("${body.last_name}", "${body.last_name.toUpperCase()}");
    measure("all changed", workspace, changed, events, lanes);
    return 0;
}
