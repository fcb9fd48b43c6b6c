// The window in German: every text is translated, keeps its places, and no view shows an English one.

#include "app/headwater/session.h"
#include "core/catalog/catalog.h"
#include "core/engine/demoworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/language.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTabBar>
#include <QXmlStreamReader>

using namespace hw;
using models::Place;
using models::PlaceKind;

namespace {

constexpr int patience = 60000;

struct Message
{
    QString context;
    QString source;
    QStringList translations; ///< one, or the singular and the plural
    bool finished = true;
};

std::vector<Message> readMessages(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement() && xml.tokenType() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"source") {
            messages.push_back({context, xml.readElementText(), {}, true});
        } else if (xml.name() == u"translation") {
            Message& message = messages.back();
            message.finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            message.translations.append(text);
        }
    }
    return messages;
}

/// The places of a text, sorted: "%1", "%n".
QStringList placesOf(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%(?:L?\\d|n)"));
    QStringList places;
    auto each = place.globalMatch(text);
    while (each.hasNext())
        places.append(each.next().captured());
    places.removeDuplicates();
    places.sort();
    return places;
}

/// What a text looks like on a widget.
QString shown(QString text)
{
    return text.remove(u'&');
}

} // namespace

class TestGerman final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsUnfinished();
    void placesAreKept();
    void theSystemsLanguageIsTaken_data();
    void theSystemsLanguageIsTaken();
    void noViewIsEnglish();

private:
    std::vector<Message> m_messages;
};

void TestGerman::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    m_messages = readMessages(QStringLiteral(HW_SOURCE_DIR "/translations/headwater_de.ts"));
    QVERIFY(m_messages.size() > 1000);
}

/// What lupdate would change in the file would be missing in the window.
void TestGerman::nothingIsUnfinished()
{
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("headwater_de.ts"));
    QVERIFY(QFile::copy(QStringLiteral(HW_SOURCE_DIR "/translations/headwater_de.ts"), copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(HW_SOURCE_DIR));
    lupdate.start(QStringLiteral(HW_LUPDATE),
                  {QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"),
                   QStringLiteral("-no-obsolete"), QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("ui"),
                   QStringLiteral("app/headwater"), QStringLiteral("-ts"), copy});
    QVERIFY(lupdate.waitForFinished(patience));
    QCOMPARE(lupdate.exitCode(), 0);
    QStringList missing;
    for (const Message& message : readMessages(copy)) {
        if (!message.finished || message.translations.value(0).trimmed().isEmpty())
            missing.append(message.context + QStringLiteral(": ") + message.source);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

void TestGerman::placesAreKept()
{
    for (const Message& message : m_messages) {
        for (const QString& translation : message.translations) {
            QStringList wanted = placesOf(message.source);
            QStringList found = placesOf(translation);
            // A singular may say "one" in place of the number.
            wanted.removeAll(QStringLiteral("%n"));
            found.removeAll(QStringLiteral("%n"));
            QVERIFY2(wanted == found, qPrintable(message.source + QStringLiteral(" → ") + translation));
        }
    }
}

void TestGerman::theSystemsLanguageIsTaken_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QStringList>("systems");
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << QString() << QStringList{QStringLiteral("de-AT")} << QStringLiteral("de");
    QTest::newRow("unknown first") << QString() << QStringList{QStringLiteral("fi"), QStringLiteral("de-DE")}
                                   << QStringLiteral("de");
    QTest::newRow("none known") << QString() << QStringList{QStringLiteral("C")} << QStringLiteral("en");
    QTest::newRow("chosen") << QStringLiteral("en") << QStringList{QStringLiteral("de-DE")} << QStringLiteral("en");
}

void TestGerman::theSystemsLanguageIsTaken()
{
    QFETCH(QString, chosen);
    QFETCH(QStringList, systems);
    QTEST(models::languageFor(chosen, systems), "language");
}

void TestGerman::noViewIsEnglish()
{
    const models::Language german(QStringLiteral("de"));
    QSet<QString> english; // texts that have another form in German
    QSet<QString> same;    // … and those that are a German text too
    for (const Message& message : m_messages) {
        for (const QString& translation : message.translations)
            same.insert(shown(translation));
        if (placesOf(message.source).isEmpty() && !message.translations.contains(message.source))
            english.insert(shown(message.source));
    }
    english.subtract(same);
    const catalog::Catalog catalog = catalog::Catalog::load({}); // its texts are English in every language
    for (const catalog::Provider& provider : catalog.providers()) {
        for (const catalog::SigningChoice& choice : provider.signingChoices)
            english.remove(choice.title);
    }

    test::WindowDriver driver;
    const QString root = driver.home().filePath(QStringLiteral("acme"));
    engine::DemoWorkspace demo(root);
    std::optional<Result<void>> made;
    connect(&demo, &engine::DemoWorkspace::finished, this, [&](const Result<void>& result) { made = result; });
    demo.start();
    QTRY_VERIFY_WITH_TIMEOUT(made.has_value(), patience);
    QVERIFY(*made);
    driver.open(root);
    QTRY_VERIFY_WITH_TIMEOUT(driver.presenter().facts().events > 0, patience);

    QSet<QString> found;
    const auto look = [&] {
        const auto note = [&](const QString& text) {
            if (english.contains(shown(text)))
                found.insert(text);
        };
        for (const QLabel* label : driver.window().findChildren<QLabel*>())
            note(label->text());
        for (const QAbstractButton* button : driver.window().findChildren<QAbstractButton*>()) {
            note(button->text());
            note(button->accessibleName());
        }
        for (const QAction* action : driver.window().findChildren<QAction*>())
            note(action->text());
        for (const QMenu* menu : driver.window().findChildren<QMenu*>())
            note(menu->title());
        for (const QTabBar* bar : driver.window().findChildren<QTabBar*>()) {
            for (int i = 0; i < bar->count(); ++i)
                note(bar->tabText(i));
        }
        for (const QComboBox* box : driver.window().findChildren<QComboBox*>()) {
            for (int i = 0; i < box->count(); ++i)
                note(box->itemText(i));
        }
    };
    const QString source = driver.presenter().workspace()->sources.front().key();
    for (const PlaceKind kind : {PlaceKind::AllEvents, PlaceKind::Directory, PlaceKind::Deliveries, PlaceKind::Unrouted,
                                 PlaceKind::Settings, PlaceKind::Welcome}) {
        driver.window().showPlace({kind});
        QTRY_COMPARE(driver.window().place().kind, kind);
        look();
    }
    for (const char* view : {"events", "script", "mapping", "travel", "setup"}) {
        driver.window().showPlace({PlaceKind::Source, source}, QString::fromLatin1(view));
        look();
    }
    QVERIFY2(found.isEmpty(), qPrintable(QStringList(found.values()).join(u'\n')));
}

QTEST_MAIN(TestGerman)
#include "tst_german.moc"
