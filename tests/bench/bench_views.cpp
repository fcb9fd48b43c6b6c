// What the views for scripts and mappings cost under the hand: a key in a script of 2,000 lines, a step of the debugger
// until its values are shown, a slot that is filled until 20 previews are resolved anew, 10,000 events that are run
// again. bench_views
#include "app/headwater/engineadapter.h"
#include "app/headwater/mappingadapter.h"
#include "tests/models/script/scriptworkspace.h"
#include "ui/models/debugpresenter.h"
#include "ui/models/mappingpresenter.h"
#include "ui/models/scriptassist.h"
#include "ui/models/scriptdiff.h"
#include "ui/models/timetravelpresenter.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/mappingpage.h"
#include "ui/widgets/scriptpage.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace hw;
using namespace hw::widgets;

namespace {

constexpr int patience = 60000;
constexpr int rerunEvents = 10000;

void tell(const char* what, std::vector<double> ms)
{
    std::sort(ms.begin(), ms.end());
    if (ms.empty()) {
        std::printf("%-34s did not come\n", what);
        return;
    }
    std::printf("%-34s median %6.2f ms, 99 %% %6.2f ms, most %6.2f ms (%zu times)\n", what, ms[ms.size() / 2],
                ms[ms.size() * 99 / 100], ms.back(), ms.size());
}

QByteArray bodyOf(int number)
{
    QByteArray body = R"({"type":"order.completed","id":"evt_)" + QByteArray::number(number) +
                      R"(","user":{"id":"u1","email":"ada@x.example","name":"Ada"},"items":[)";
    for (int i = 0; body.size() < 2000; ++i)
        body += QByteArray(i ? "," : "") + R"({"sku":"s)" + QByteArray::number(i) + R"(","price":12.5})";
    return body + "]}";
}

QString longScript()
{
    QString text = QStringLiteral("async function main(ctx) {\n  const { body } = ctx;\n  let total = 0;\n");
    for (int i = 0; i < 396; ++i)
        text += QStringLiteral("  // The part %1 of what is added up.\n"
                               "  if (body.items && body.items.length > %1) {\n"
                               "    const price%1 = body.items[%1].price * 100;\n"
                               "    total += price%1;\n"
                               "  }\n")
                    .arg(i);
    return text + QStringLiteral("  return { verified: true, total, user: body.user.id };\n}\n");
}

void typing(test::ScriptWorkspace& workspace, ScriptPage& page)
{
    auto* editor = page.findChild<CodeEditor*>(QStringLiteral("scriptEditor"));
    auto* code = page.findChild<QWidget*>(QStringLiteral("codeView"));
    workspace.presenter().restore(longScript() + QStringLiteral("const = 1;\n")); // a problem that is shown meanwhile
    if (!QTest::qWaitFor([&] { return !workspace.presenter().problems().empty(); }, patience))
        return tell("a key", {});
    editor->goTo(1000, 1);
    std::vector<double> keys;
    std::vector<double> members;
    const QString typed = QStringLiteral("  const name = body.user.email;  ");
    for (int round = 0; round < 8; ++round) {
        for (const QChar c : typed) {
            QElapsedTimer timer;
            timer.start();
            QTest::keyClicks(code, QString(c));
            QCoreApplication::processEvents();
            (c == u'.' ? members : keys).push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        QTest::keyClick(code, Qt::Key_Escape);
        QTest::keyClick(code, Qt::Key_Return);
    }
    tell("a key in 2,000 lines", keys);
    tell("a dot that offers members", members);
}

void stepping(test::ScriptWorkspace& workspace, models::DebugPresenter& debugger)
{
    using State = models::DebugPresenter::State;
    workspace.presenter().restore(QStringLiteral("function main({ body }) {\n  let total = 0;\n"
                                                 "  for (const item of body.items) {\n"
                                                 "    const cents = item.price * 100;\n    total += cents;\n  }\n"
                                                 "  return { verified: true, total };\n}\n"));
    debugger.toggleBreakpoint(4);
    debugger.start();
    if (!QTest::qWaitFor([&] { return debugger.state() == State::Paused; }, patience))
        return tell("a step", {});
    std::vector<double> steps;
    for (int i = 0; i < 40 && debugger.state() == State::Paused; ++i) {
        // Woken by the values themselves: a look every few milliseconds would be part of what is measured.
        QEventLoop loop;
        bool left = false;
        bool shown = false;
        QObject::connect(&debugger, &models::DebugPresenter::stateChanged, &loop,
                         [&] { left |= debugger.state() != State::Paused; });
        QObject::connect(&debugger, &models::DebugPresenter::inlineValuesChanged, &loop, [&] {
            shown = left && debugger.state() == State::Paused;
            if (shown)
                loop.quit();
        });
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        QElapsedTimer timer;
        timer.start();
        debugger.stepOver();
        loop.exec();
        if (shown)
            steps.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    debugger.stop();
    tell("a step until its values are shown", steps);
}

void filling(test::ScriptWorkspace& workspace, const Theme& theme)
{
    store::ReadThread reader(workspace.root() + QStringLiteral("/data/headwater.db"));
    const auto source = app::mappingSourceOf(workspace.engine(), reader);
    models::MappingPresenter presenter(*source, workspace.clock());
    presenter.setWorkspace(workspace.engine().snapshot().workspace, workspace.engine().snapshot().environment);
    presenter.setCatalog(std::make_shared<const catalog::Catalog>(workspace.catalog()));
    MappingPage page(theme, presenter);
    page.setPlace({models::PlaceKind::Source, QStringLiteral("orders")});
    page.resize(1392, 772);
    page.show();
    const bool ready = QTest::qWaitFor([&] { return presenter.events().size() == 20; }, patience);
    if (!ready)
        return tell("a filled slot", {});
    presenter.addAction(QStringLiteral("users_identify"));
    const models::SlotRef email{presenter.cards().front().mapping, QStringLiteral("email"), -1};
    std::vector<double> fills;
    for (int i = 0; i < 60; ++i) {
        presenter.setActiveSlot(email);
        QElapsedTimer timer;
        timer.start();
        presenter.fill(i % 2 ? QStringLiteral("body.user.email") : QStringLiteral("body.user.name"));
        page.repaint();
        fills.push_back(double(timer.nsecsElapsed()) / 1e6);
        QCoreApplication::processEvents();
    }
    tell("a filled slot with 20 previews", fills);
}

bool captureMany(test::ScriptWorkspace& workspace)
{
    QEventLoop loop;
    int left = rerunEvents;
    for (int i = 0; i < rerunEvents; ++i) {
        const QByteArray body = bodyOf(1000 + i);
        engine::ProcessRequest request;
        request.source = QStringLiteral("orders");
        request.message.method = "POST";
        request.message.target = "/s/orders";
        request.message.headers = {{"Content-Type", "application/json"},
                                   {"X-Webhook-Signature", test::hmacHex(test::orderSecret, body)}};
        request.message.body = body;
        workspace.engine().process(std::move(request), &loop, [&](const Result<engine::Processed>&) {
            if (--left == 0)
                loop.quit();
        });
    }
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
    return left == 0;
}

/// With a working copy of the script, as the Time travel view does it.
void rerunning(test::ScriptWorkspace& workspace)
{
    using Presenter = models::TimeTravelPresenter;
    if (!captureMany(workspace))
        return tell("10,000 events again", {});
    const QString database = workspace.root() + QStringLiteral("/data/headwater.db");
    store::ReadThread mappingReader(database);
    store::ReadThread travelReader(database);
    store::ReadThread frameReader(database);
    models::StoreEventSource frameEvents(frameReader);
    const auto link = app::linkTo(workspace.engine());
    models::WorkspacePresenter frame(*link, frameEvents, workspace.clock());
    const auto source = app::mappingSourceOf(workspace.engine(), mappingReader);
    models::MappingPresenter mapping(*source, workspace.clock());
    Presenter travel(workspace.engine(), travelReader, workspace.presenter(), mapping, frame, workspace.clock());
    workspace.presenter().restore(QStringLiteral(
        "function main(ctx) {\n"
        "  const verified = verifySignature({ ...ctx.signing, headers: ctx.headers, payload: ctx.rawBody,\n"
        "    secret: ctx.signing.secrets.map((name) => ctx.vars[name]) });\n"
        "  return { verified, user: ctx.body.user.email };\n}\n"));
    // The snapshot is told when something changes.
    workspace.engine().edit([](workspace::WorkspaceFiles&) { return Result<void>(); }, &travel, [](Result<void>) {});
    travel.setSource(QStringLiteral("orders"));
    if (!QTest::qWaitFor([&] { return frame.workspace() && travel.hasUnsaved(); }, patience))
        return tell("10,000 events again", {});
    std::vector<double> runs;
    std::vector<double> firstTold;
    for (int i = 0; i < 5; ++i) {
        QEventLoop loop;
        QElapsedTimer timer;
        double first = 0;
        QObject::connect(&travel, &Presenter::progressed, &loop, [&] {
            if (first == 0 && travel.done() > 0)
                first = double(timer.nsecsElapsed()) / 1e6;
        });
        QObject::connect(&travel, &Presenter::stateChanged, &loop, [&] {
            if (travel.state() == Presenter::State::Finished || travel.state() == Presenter::State::Failed)
                loop.quit();
        });
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        timer.start();
        travel.run();
        if (travel.state() == Presenter::State::Running)
            loop.exec();
        if (travel.done() < rerunEvents) {
            std::printf("run again: %lld of %lld events, state %d, %s\n", travel.done(), travel.total(),
                        static_cast<int>(travel.state()),
                        travel.error() ? codeName(travel.error()->code).data() : "no error");
            break;
        }
        runs.push_back(double(timer.nsecsElapsed()) / 1e6);
        firstTold.push_back(first);
    }
    tell("10,000 events again", runs);
    tell("until the first progress is told", firstTold);
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain
    Theme theme;
    theme.applyTo(*qApp);
    test::ScriptWorkspace workspace;
    for (int i = 0; i < 20; ++i) {
        if (!workspace.isOk() || !workspace.capture(bodyOf(i)))
            return 1;
    }
    models::DebugPresenter debugger(workspace.engine(), workspace.presenter());
    models::ScriptDiff diff(workspace.engine(), workspace.presenter());
    models::ScriptAssist assist(workspace.engine(), workspace.presenter(), debugger, workspace.catalog(),
                                workspace.clock());
    {
        ScriptPage page(theme, workspace.presenter(), debugger, diff, workspace.clock());
        page.setAssist(assist);
        page.resize(1392, 772);
        page.show();
        page.setPlace({models::PlaceKind::Source, QStringLiteral("orders")});
        workspace.presenter().writeScript();
        if (!QTest::qWaitFor([&] { return assist.isReady() && workspace.presenter().canRun(); }, patience))
            return 1;
        typing(workspace, page);
        stepping(workspace, debugger);
    }
    filling(workspace, theme);
    rerunning(workspace);
    return 0;
}
