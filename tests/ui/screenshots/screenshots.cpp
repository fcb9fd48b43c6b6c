// Pictures of every screen on the demonstration workspace, in both themes and two window sizes, with real data that
// went through the engine.
//   hw_screenshots FOLDER [NAME…]     all screens, or those whose names contain one of these
// HEADWATER_LANGUAGE chooses what the window speaks: "de", or "qps", which is longer than any and runs from the right.

#include "app/headwater/session.h"
#include "core/engine/demoworkspace.h"
#include "tests/support/fakeknock.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/screenshots/gallery.h"
#include "tests/ui/support/liveworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/eventsmodel.h"
#include "ui/models/language.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QRegularExpression>
#include <QStandardPaths>

#include <cstdio>
#include <functional>
#include <optional>

using namespace hw;
using models::Place;
using models::PlaceKind;

namespace {

constexpr int patience = 60000;

enum class Sizes {
    Both,
    One, ///< 1440×900, which it has by itself
};

struct Screen
{
    QString name;
    std::function<bool(test::WindowDriver&)> show; ///< false = it does not come
    const char* window = nullptr;                  ///< beside the main one, by its name
    Sizes sizes = Sizes::Both;
};

bool waitFor(const std::function<bool()>& condition)
{
    return QTest::qWaitFor(condition, patience);
}

bool rowsIn(test::WindowDriver& driver, const char* view)
{
    return waitFor([&] {
        auto* items = driver.find<QAbstractItemView>(view);
        return items && items->model() && items->model()->rowCount() > 0;
    });
}

/// The window when it stands still; what never does (a bar that waits) is taken as it is after a while.
QImage settled(QWidget& window)
{
    QImage last;
    int same = 0;
    const auto standsStill = [&] {
        QImage now = window.grab().toImage();
        same = now == last ? same + 1 : 0;
        last = std::move(now);
        return same == 3;
    };
    static_cast<void>(QTest::qWaitFor(standsStill, 2000));
    return last;
}

/// The first event that the filter leaves, with a tab of its detail.
bool showEvent(test::WindowDriver& driver, const QString& filter, int tab)
{
    driver.window().showPlace({PlaceKind::AllEvents}, QStringLiteral("events"));
    if (driver.find("backToList"))
        driver.click("backToList");
    if (!waitFor([&] { return driver.find("filterEdit") != nullptr; }))
        return false;
    QWidget* edit = driver.find("filterEdit");
    edit->setFocus();
    if (!waitFor([&] { return edit->hasFocus(); }))
        return false;
    const auto* count = driver.find<QLabel>("eventCount");
    const QString before = count ? count->text() : QString();
    for (int i = 0; i < 20; ++i)
        driver.key(Qt::Key_Backspace); // the chips of the filter before
    driver.type(filter);
    if (QWidget* completions = QApplication::activePopupWidget())
        completions->close();
    driver.key(Qt::Key_Return);
    // The rows are those that the count speaks of, and other ones than before where the filter is another.
    static QString shownFilter;
    const bool isAnother = std::exchange(shownFilter, filter) != filter;
    const auto counted = [&] {
        const auto* rows = driver.find<QAbstractItemView>("eventsTable");
        const QString number = QString::number(rows ? rows->model()->rowCount() : 0);
        static const QRegularExpression numbers(QStringLiteral("(\\d+)\\D+\\d")); // "9 of 200", in any language
        return number != QLatin1String("0") && numbers.match(count->text()).captured(1) == number;
    };
    if (!waitFor([&] { return counted() && (!isAnother || count->text() != before); }))
        return false;
    auto* table = driver.find<QAbstractItemView>("eventsTable");
    const QModelIndex first = table->model()->index(0, 0);
    const QString type = first.siblingAtColumn(models::EventsModel::Type).data().toString();
    const QString time = first.siblingAtColumn(models::EventsModel::Time).data().toString();
    const bool shown = waitFor([&] {
        const QWidget* header = driver.find("detailHeader");
        // Many are of one type; with the time it is this one.
        if (table->selectionModel()->isRowSelected(0) && header && header->accessibleName().contains(type) &&
            header->accessibleName().contains(time))
            return true;
        driver.clickRow("eventsTable", 0); // rows that were being replaced lose a click
        return false;
    });
    if (!shown)
        return false;
    driver.find<widgets::CountTabBar>("detailTabs")->setCurrentIndex(tab);
    return true;
}

bool showSource(test::WindowDriver& driver, const char* key, const char* view)
{
    driver.window().showPlace({PlaceKind::Source, QString::fromLatin1(key)}, QString::fromLatin1(view));
    return true;
}

/// Deliveries that wait, were refused, are retried and have arrived, at a server that stands in for Knock.
bool makeDeliveries(test::WindowDriver& driver, test::FakeKnock& knock)
{
    const QString environment = QStringLiteral("production");
    const quint16 port = driver.presenter().listener().port;
    if (!test::makeLive(driver.root(), environment, knock.url(), knock.key(), port, driver.clock()))
        return false;
    if (!waitFor([&] { return driver.presenter().sidebar().source(QStringLiteral("crm")).has_value(); }))
        return false;
    const auto send = [&](const char* user) {
        const auto reply = test::post(port, "/e/production/s/crm", {{"Content-Type", "application/json"}},
                                      test::crmBody(QString::fromLatin1(user)));
        return reply.status == 200;
    };
    driver.window().showPlace({PlaceKind::Deliveries}, QStringLiteral("outbox"));
    for (const char* user : {"ada", "grace", "edsger", "barbara", "donald", "radia", "alan"}) {
        if (!send(user))
            return false;
    }
    const auto rows = [&](int count) {
        return waitFor([&] {
            auto* table = driver.find<QAbstractItemView>("deliveriesTable");
            return table && table->model()->rowCount() == count;
        });
    };
    return rows(7);
}

/// Confirms what is held: some of it is refused, some is retried later.
bool sendDeliveries(test::WindowDriver& driver, test::FakeKnock& knock)
{
    const test::FakeKnock::Scripted refused{
        422,
        {{"Content-Type", "application/json"}},
        R"({"code":"invalid_email","message":"email is not an address","type":"invalid_request_error","status":422})"};
    for (int i = 0; i < 2; ++i)
        knock.answerNext(refused);
    for (int i = 0; i < 2; ++i)
        knock.answerNext({503, {{"Retry-After", "90"}}, {}});
    driver.click("bannerAction");
    if (!waitFor([&] { return driver.find("confirmDeliveries") != nullptr; }))
        return false;
    driver.find("confirmDeliveries")->findChild<QAbstractButton*>(QStringLiteral("confirmSend"))->click();
    return waitFor([&] { return knock.requestCount() >= 4; });
}

/// Time travel over an edit of the orders' script that breaks some events and changes others.
bool travel(test::WindowDriver& driver)
{
    if (driver.find("timeTravelPage"))
        return true;
    showSource(driver, "orders", "script");
    if (!waitFor([&] { return driver.find("scriptEditor") != nullptr; }))
        return false;
    if (driver.find("continueButton")) { // the screen before is paused in it, and nothing can be written
        driver.find("scriptEditor")->setFocus();
        driver.key(Qt::Key_F5, Qt::ShiftModifier);
        if (!waitFor([&] { return driver.find("continueButton") == nullptr; }))
            return false;
    }
    QString script = QString::fromUtf8(driver.presenter().workspace()->source(u"orders")->script);
    script.replace(QLatin1String("const total = body.items.reduce("),
                   QLatin1String("const first = body.items[0].sku.toUpperCase();\n  const total = body.items.reduce("));
    script.replace(QLatin1String("full_name, total }"), QLatin1String("full_name, first, total }"));
    QGuiApplication::clipboard()->setText(script);
    driver.find("scriptEditor")->setFocus();
    driver.key(Qt::Key_A, Qt::ControlModifier);
    driver.key(Qt::Key_V, Qt::ControlModifier);
    showSource(driver, "orders", "travel");
    if (!waitFor([&] { return driver.find("travelRunButton") != nullptr; }))
        return false;
    driver.click("travelRunButton");
    return rowsIn(driver, "timeTravelTable") && waitFor([&] { return driver.find("travelBefore") != nullptr; });
}

/// The orders' script, paused where the total is known.
bool debugScript(test::WindowDriver& driver)
{
    if (driver.find("continueButton"))
        return true;
    showSource(driver, "orders", "script");
    if (!waitFor([&] { return driver.find("debugScriptButton") && driver.find("debugScriptButton")->isEnabled(); }))
        return false;
    auto* samples = driver.find<QComboBox>("sampleCombo");
    const int completed = samples->findText(QStringLiteral("order.completed"));
    samples->setCurrentIndex(completed);
    Q_EMIT samples->activated(completed);
    driver.find("scriptEditor")->setFocus();
    driver.key(Qt::Key_Home, Qt::ControlModifier);
    for (int i = 0; i < 11; ++i)
        driver.key(Qt::Key_Down);
    driver.key(Qt::Key_F9);
    driver.click("debugScriptButton");
    return rowsIn(driver, "debugVariables") &&
           waitFor([&] { return driver.find<QAbstractItemView>("debugVariables")->model()->index(0, 0).isValid(); });
}

std::vector<Screen> screens(test::FakeKnock& knock)
{
    using Driver = test::WindowDriver;
    return {
        {QStringLiteral("00-components"),
         [](Driver& d) {
             // Anew each time: it is made of one theme.
             static QPointer<test::Gallery> gallery;
             delete gallery;
             gallery = new test::Gallery(d.theme(), d.window());
             return gallery->pose();
         },
         "gallery", Sizes::One},
        {QStringLiteral("01-events"),
         [](Driver& d) { return showEvent(d, QStringLiteral("action:users_identify"), 0); }},
        {QStringLiteral("01b-events-request"),
         [](Driver& d) { return showEvent(d, QStringLiteral("source:stripe-billing"), 1); }},
        {QStringLiteral("05-verification"),
         [](Driver& d) {
             if (!showEvent(d, QStringLiteral("verified:failed"), 2))
                 return false;
             d.find("eventsTable")->setFocus();
             d.key(Qt::Key_Return);
             return waitFor([&] { return d.find("backToList") && d.find("proofHeaders"); });
         }},
        {QStringLiteral("compare"),
         [](Driver& d) {
             if (!showEvent(d, QStringLiteral("source:stripe-billing"), 0))
                 return false;
             auto* table = d.find<QAbstractItemView>("eventsTable");
             const auto areTwo = [&] { return table->selectionModel()->selectedRows().size() == 2; };
             const bool chosen = waitFor([&] {
                 if (areTwo())
                     return true;
                 d.clickRow("eventsTable", 0); // rows that were being replaced lose the selection
                 table->setFocus();
                 d.key(Qt::Key_Down, Qt::ShiftModifier);
                 return false;
             });
             if (!chosen)
                 return false;
             d.key(Qt::Key_C);
             return waitFor([&] { return d.find("eventCompare") != nullptr; });
         }},
        {QStringLiteral("02-script"),
         [](Driver& d) {
             showSource(d, "orders", "script");
             if (!waitFor([&] { return d.find("runScriptButton") && d.find("runScriptButton")->isEnabled(); }))
                 return false;
             auto* samples = d.find<QComboBox>("sampleCombo");
             const int completed = samples->findText(QStringLiteral("order.completed"));
             if (samples->currentIndex() != completed) {
                 samples->setCurrentIndex(completed);
                 Q_EMIT samples->activated(completed);
             }
             d.click("runScriptButton");
             return waitFor(
                 [&] { return d.find("resultStrip")->accessibleName().contains(QLatin1String("verified")); });
         }},
        {QStringLiteral("02-script-diff"),
         [](Driver& d) {
             if (!d.find("scriptDockTabs"))
                 return false;
             d.find<widgets::CountTabBar>("scriptDockTabs")->setCurrentIndex(2);
             return rowsIn(d, "scriptDiff");
         }},
        {QStringLiteral("02-script-debug"), debugScript},
        {QStringLiteral("03-mapping"),
         [](Driver& d) { return showSource(d, "orders", "mapping") && rowsIn(d, "previewTable"); }},
        {QStringLiteral("06-time-travel"), travel},
        {QStringLiteral("coverage"),
         [](Driver& d) { return showSource(d, "orders", "coverage") && rowsIn(d, "coverageFindings"); }},
        {QStringLiteral("tests"),
         [](Driver& d) {
             if (d.find("goldenTests"))
                 return true;
             if (!showEvent(d, QStringLiteral("source:orders status:ok"), 0))
                 return false;
             auto* make = d.window().findChild<QAction*>(QStringLiteral("makeTest"));
             if (!waitFor([&] { return make->isEnabled(); }))
                 return false;
             make->trigger();
             return waitFor([&] {
                 auto* keep = d.window().findChild<QAbstractButton*>(QStringLiteral("goldenKeep"));
                 if (keep && keep->isEnabled())
                     keep->click();
                 return d.find("goldenTests") != nullptr;
             });
         }},
        {QStringLiteral("02-script-complete"),
         [](Driver& d) {
             showSource(d, "orders", "script");
             if (!waitFor([&] { return d.find("runScriptButton") && d.find("runScriptButton")->isEnabled(); }))
                 return false;
             d.find("scriptEditor")->setFocus();
             d.key(Qt::Key_Home, Qt::ControlModifier);
             for (int i = 0; i < 11; ++i)
                 d.key(Qt::Key_Down);
             d.key(Qt::Key_End);
             d.type(QStringLiteral("; body.")); // apart from what the picture before has written there
             const bool open = waitFor([&] {
                 if (d.find("completionPopup"))
                     return true;
                 d.key(Qt::Key_Space,
                       Qt::ControlModifier); // asked again: what events look like is read after the page opens
                 return false;
             });
             for (int i = 0; i < 6 && d.find("completionPopup"); ++i)
                 d.key(Qt::Key_Down);
             return open;
         }},
        {QStringLiteral("setup"),
         [](Driver& d) {
             showSource(d, "orders", "setup");
             return waitFor([&] {
                 const auto* note = d.find<QLabel>("source_eventTypePathNote");
                 return note && note->isVisible() && note->text().contains(QLatin1String("order."));
             });
         }},
        {QStringLiteral("07-directory"),
         [](Driver& d) {
             d.window().showPlace({PlaceKind::Directory});
             if (!rowsIn(d, "directoryTable"))
                 return false;
             d.clickRow("directoryTable", 0);
             return true;
         }},
        {QStringLiteral("settings"),
         [](Driver& d) {
             d.window().showPlace({PlaceKind::Settings});
             return waitFor([&] { return d.find("settingsPage") != nullptr; });
         }},
        {QStringLiteral("settings-environments"),
         [](Driver& d) {
             d.window().showPlace({PlaceKind::Settings}, QStringLiteral("settings-environments"));
             auto* kind = d.find<QComboBox>("destinationKind");
             if (!kind)
                 return false;
             kind->setCurrentIndex(1); // a draft
             return true;
         }},
        {QStringLiteral("guide-provider"),
         [](Driver& d) {
             Q_EMIT d.window().guideWanted(QStringLiteral("provider-stripe"));
             return waitFor([&] { return d.find("guideWindow") != nullptr; });
         },
         "guideWindow"},
        {QStringLiteral("guide-builtins"),
         [](Driver& d) {
             Q_EMIT d.window().guideWanted(QStringLiteral("builtins#verifysignature"));
             return waitFor([&] { return d.find("guideWindow") != nullptr; });
         },
         "guideWindow"},
        {QStringLiteral("guide-search"),
         [](Driver& d) {
             Q_EMIT d.window().guideWanted(QStringLiteral("troubleshooting"));
             if (!waitFor([&] { return d.find("guideSearch") != nullptr; }))
                 return false;
             d.find<QLineEdit>("guideSearch")->setText(QStringLiteral("secret"));
             return true;
         },
         "guideWindow"},
        {QStringLiteral("08-first-start"),
         [](Driver& d) {
             d.window().showPlace({PlaceKind::Welcome});
             return waitFor([&] { return d.find("welcomePage") != nullptr; });
         }},
        {QStringLiteral("failures"),
         [](Driver& d) {
             d.window().showPlace({PlaceKind::AllEvents}, QStringLiteral("events"));
             if (!d.find("failureBanner") && d.window().height() >= 720) {
                 for (int i = 0; i < 4; ++i)
                     static_cast<void>(test::post(d.presenter().listener().port, "/s/stripe-billing",
                                                  {{"Content-Type", "application/json"}},
                                                  R"({"type":"invoice.paid"})"));
                 if (!waitFor([&] { return d.find("failureBanner") != nullptr; }))
                     return false;
             }
             return rowsIn(d, "eventsTable");
         }},
        {QStringLiteral("unrouted"),
         [](Driver& d) {
             const quint16 port = d.presenter().listener().port;
             if (d.window().place().kind != PlaceKind::Unrouted) {
                 static_cast<void>(test::post(port, "/favicon.ico", {}, {}));
                 static_cast<void>(test::post(port, "/webhooks/github", {{"X-GitHub-Event", "push"}}, "{}"));
                 static_cast<void>(test::post(
                     port, "/s/stripe-biling",
                     {{"Content-Type", "application/json"}, {"Stripe-Signature", "t=1785939718,v1=3942eee4d4"}},
                     R"({"id":"evt_1","type":"customer.updated","data":{"object":{"id":"cus_1"}}})"));
             }
             d.window().showPlace({PlaceKind::Unrouted});
             return rowsIn(d, "unroutedTable") && waitFor([&] { return d.find("unroutedExplanation") != nullptr; });
         }},
        // From here on there is a source more, and a live environment.
        {QStringLiteral("deliveries-held"),
         [&knock](Driver& d) {
             if (!d.presenter().sidebar().source(QStringLiteral("crm")) && !makeDeliveries(d, knock))
                 return false;
             d.window().showPlace({PlaceKind::Deliveries}, QStringLiteral("outbox"));
             return rowsIn(d, "deliveriesTable") && waitFor([&] { return d.find("bannerAction") != nullptr; });
         }},
        {QStringLiteral("deliveries-outbox"),
         [&knock](Driver& d) {
             if (d.find("bannerAction") && !sendDeliveries(d, knock))
                 return false;
             d.window().showPlace({PlaceKind::Deliveries}, QStringLiteral("outbox"));
             if (!rowsIn(d, "deliveriesTable"))
                 return false;
             d.clickRow("deliveriesTable", 0);
             return true;
         }},
        {QStringLiteral("deliveries-dead"),
         [](Driver& d) {
             d.window().showPlace({PlaceKind::Deliveries}, QStringLiteral("deadLetters"));
             if (!rowsIn(d, "deliveriesTable"))
                 return false;
             d.clickRow("deliveriesTable", 0);
             return waitFor([&] { return d.find("attempt1") != nullptr; });
         }},
        {QStringLiteral("deliveries-answer"),
         [](Driver& d) {
             d.window().showPlace({PlaceKind::Deliveries}, QStringLiteral("deadLetters"));
             if (!rowsIn(d, "deliveriesTable"))
                 return false;
             d.clickRow("deliveriesTable", 0);
             d.find<widgets::CountTabBar>("deliveryTabs")->setCurrentIndex(2);
             return true;
         }},
        // Last: it makes a source.
        {QStringLiteral("04-new-source"),
         [](Driver& d) {
             if (d.window().place().kind == PlaceKind::NewSource)
                 return true;
             d.window().showPlace({PlaceKind::NewSource});
             d.click("provider_stripe");
             return waitFor([&] { return d.find("stepEndpoint") && d.find("waitingHeadline"); });
         }},
    };
}

int fail(const QString& text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
    return 1;
}

int run(const QStringList& arguments)
{
    if (arguments.size() < 2)
        return fail(QStringLiteral("usage: hw_screenshots FOLDER [NAME…]"));
    const QDir folder(arguments[1]);
    const QStringList wanted = arguments.mid(2);
    if (!folder.mkpath(QStringLiteral(".")))
        return fail(QStringLiteral("cannot make the folder %1").arg(folder.path()));

    test::WindowDriver driver;
    const QString root = driver.home().filePath(QStringLiteral("acme-dev"));
    engine::DemoWorkspace demo(root);
    std::optional<Result<void>> made;
    QObject::connect(&demo, &engine::DemoWorkspace::finished, qApp, [&](const Result<void>& result) { made = result; });
    demo.start();
    if (!waitFor([&] { return made.has_value(); }) || !*made)
        return fail(QStringLiteral("the demonstration workspace cannot be made"));
    driver.open(root);
    if (!waitFor([&] { return driver.presenter().facts().events > 0; }))
        return fail(QStringLiteral("the workspace does not open"));
    driver.presenter().startListenerAt(test::WindowDriver::freePort());
    waitFor([&] { return driver.isListening(); });

    driver.theme().setMotion(widgets::Motion::Reduced); // nothing is caught while it fades in

    test::FakeKnock knock;
    int status = 0;
    for (const Screen& screen : screens(knock)) {
        const bool chosen = wanted.isEmpty() || std::any_of(wanted.begin(), wanted.end(), [&](const QString& part) {
                                return screen.name.contains(part);
                            });
        if (!chosen)
            continue;
        for (const auto& [appearance, theme] :
             {std::pair(widgets::Appearance::Light, "light"), std::pair(widgets::Appearance::Dark, "dark")}) {
            for (const QSize size : {QSize(1440, 900), QSize(1024, 640)}) {
                if (screen.sizes == Sizes::One && size.width() < 1440)
                    continue;
                driver.theme().setAppearance(appearance);
                driver.window().resize(size);
                if (!screen.show(driver)) {
                    // The others are worth having all the same.
                    status = fail(QStringLiteral("the screen %1 does not come").arg(screen.name));
                    continue;
                }
                const QString file =
                    folder.filePath(QStringLiteral("%1-%2-%3x%4.png")
                                        .arg(screen.name, QLatin1String(theme), QString::number(size.width()),
                                             QString::number(size.height())));
                QWidget* window = screen.window ? driver.find(screen.window) : &driver.window();
                if (window != &driver.window() && screen.sizes == Sizes::Both)
                    window->resize(size - QSize(240, 80));
                if (!settled(*window).save(file))
                    return fail(QStringLiteral("cannot write %1").arg(file));
                if (window != &driver.window()) {
                    window->close();
                    driver.window().activateWindow(); // keys go there again
                    static_cast<void>(QTest::qWaitForWindowActive(&driver.window()));
                }
                std::printf("%s\n", qPrintable(file));
            }
        }
    }
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    const models::Language language(qEnvironmentVariable("HEADWATER_LANGUAGE", QStringLiteral("en")));
    return run(QCoreApplication::arguments());
}
