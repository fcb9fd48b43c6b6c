// The window in German: every text is translated, keeps its places, and no view shows an English one, also where the
// language is chosen while the window is open.

#include "app/headwater/session.h"
#include "core/catalog/catalog.h"
#include "tests/ui/support/pagewalk.h"
#include "ui/models/language.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProcess>
#include <QRegularExpression>
#include <QTabBar>
#include <QTcpSocket>
#include <QXmlStreamReader>

using namespace hw;
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

/// Each of these texts that the window or dialog shows or tells, with where it does.
QSet<QString> textsOf(const QSet<QString>& wanted, QWidget& within, const QString& where)
{
    QSet<QString> found;
    const auto note = [&](const QObject& object, const QString& text) {
        if (wanted.contains(shown(text)))
            found.insert(QStringLiteral("%1 \"%2\" (%3)").arg(object.objectName(), text, where));
    };
    QList<QWidget*> widgets = test::PageWalk::visible(within);
    widgets.append(&within);
    for (const QWidget* widget : std::as_const(widgets)) {
        note(*widget, widget->toolTip());
        note(*widget, widget->accessibleName());
        note(*widget, widget->windowTitle());
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            note(*widget, label->text());
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            note(*widget, button->text());
        else if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
            note(*widget, edit->placeholderText());
        if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
            for (int i = 0; i < box->count(); ++i)
                note(*widget, box->itemText(i));
        }
        if (const auto* bar = qobject_cast<const QTabBar*>(widget)) {
            for (int i = 0; i < bar->count(); ++i)
                note(*widget, bar->tabText(i));
        }
        const auto* view = qobject_cast<const QAbstractItemView*>(widget);
        if (!view || !view->model())
            continue;
        const QAbstractItemModel& model = *view->model();
        for (int column = 0; column < model.columnCount(); ++column) {
            note(*widget, model.headerData(column, Qt::Horizontal).toString());
            for (int row = 0; row < std::min(20, model.rowCount()); ++row)
                note(*widget, model.index(row, column).data().toString());
        }
    }
    for (const QAction* action : within.findChildren<QAction*>())
        note(*action, action->text());
    for (const QMenu* menu : within.findChildren<QMenu*>())
        note(*menu, menu->title());
    return found;
}

bool isNone(const QSet<QString>& found)
{
    for (const QString& each : found) // they do not fit in the message of a failure
        qWarning("%s", qPrintable(each));
    return found.isEmpty();
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
    void theLanguageIsChosenWhileTheWindowIsOpen();

private:
    void choose(const QString& code);

    test::PageWalk m_pages;
    std::vector<Message> m_messages;
    QSet<QString> m_english; ///< texts that have another form in German, and are no German text too
    QSet<QString> m_german;  ///< the other way round
};

void TestGerman::initTestCase()
{
    m_messages = readMessages(QStringLiteral(HW_SOURCE_DIR "/translations/headwater_de.ts"));
    QVERIFY(m_messages.size() > 1000);
    QSet<QString> allEnglish;
    QSet<QString> allGerman;
    for (const Message& message : m_messages) {
        allEnglish.insert(shown(message.source));
        for (const QString& translation : message.translations)
            allGerman.insert(shown(translation));
        if (!placesOf(message.source).isEmpty() || message.translations.contains(message.source))
            continue;
        m_english.insert(shown(message.source));
        for (const QString& translation : message.translations)
            m_german.insert(shown(translation));
    }
    m_english.subtract(allGerman);
    m_german.subtract(allEnglish);
    const catalog::Catalog catalog = catalog::Catalog::load({}); // its texts are English in every language
    for (const catalog::Provider& provider : catalog.providers()) {
        for (const catalog::SigningChoice& choice : provider.signingChoices)
            m_english.remove(choice.title);
    }
    m_pages.makeWorkspace();
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
    // A class that it does not find gets its texts in a context of which the program knows nothing.
    static const QRegularExpression lost(QStringLiteral("unknown namespace/class ::[A-Z]"));
    const QString said = QString::fromUtf8(lupdate.readAllStandardError());
    QVERIFY2(!said.contains(lost), qPrintable(said));
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
    m_pages.open(QStringLiteral("de"));
    QVERIFY(!QTest::currentTestFailed());
    QSet<QString> found;
    m_pages.walk([&](QWidget& within, const QString& where) { found.unite(textsOf(m_english, within, where)); });
    QVERIFY(isNone(found));
    m_pages.close();
}

/// Where it is chosen with the keyboard, as by a user who knows neither language.
void TestGerman::choose(const QString& code)
{
    const widgets::MainWindow* before = &m_pages.driver().window();
    m_pages.driver().window().showPlace({PlaceKind::Settings}, QStringLiteral("settings-appearance"));
    auto* languages = m_pages.driver().find<QComboBox>("appearanceLanguage");
    QVERIFY(languages);
    QVERIFY(QTest::qWaitForWindowActive(&m_pages.driver().window()));
    languages->setFocus();
    m_pages.driver().key(Qt::Key_Home);
    while (languages->currentData().toString() != code && languages->currentIndex() + 1 < languages->count())
        m_pages.driver().key(Qt::Key_Down);
    QCOMPARE(languages->currentData().toString(), code);
    m_pages.driver().click("appearanceApply");
    QTRY_VERIFY(&m_pages.driver().window() != before);
    QTRY_COMPARE(m_pages.driver().presenter().openState(), models::WorkspacePresenter::OpenState::Open);
    QTRY_VERIFY(m_pages.driver().presenter().facts().events > 0);
}

void TestGerman::theLanguageIsChosenWhileTheWindowIsOpen()
{
    m_pages.open();
    QVERIFY(!QTest::currentTestFailed());
    QTRY_VERIFY(m_pages.driver().isListening());
    const quint16 port = m_pages.driver().presenter().listener().port;
    QTcpSocket sender; // what is on its way to the listener meanwhile is answered
    sender.connectToHost(QStringLiteral("127.0.0.1"), port);
    QVERIFY(sender.waitForConnected());
    // A script and its mappings, edited and not saved.
    const QString source = m_pages.driver().presenter().workspace()->sources.front().key();
    m_pages.driver().window().showPlace({PlaceKind::Source, source}, QStringLiteral("script"));
    QTRY_VERIFY(m_pages.driver().find("scriptEditor"));
    QTRY_VERIFY(m_pages.driver().find("scriptEditor")->isEnabled());
    m_pages.driver().find("scriptEditor")->setFocus();
    m_pages.driver().type(QStringLiteral("//unsaved "));
    const auto text = [this] {
        auto* editor = m_pages.driver().find<widgets::CodeEditor>("scriptEditor");
        return editor ? editor->text() : QString();
    };
    QTRY_VERIFY(text().startsWith(QLatin1String("//unsaved ")));

    choose(QStringLiteral("de"));
    QVERIFY(!QTest::currentTestFailed());
    QTRY_COMPARE(m_pages.driver().window().place().kind, PlaceKind::Settings);
    QTRY_VERIFY(m_pages.driver().isListening());
    QCOMPARE(m_pages.driver().presenter().listener().port, port);
    QSet<QString> found;
    m_pages.walk([&](QWidget& within, const QString& where) { found.unite(textsOf(m_english, within, where)); });
    QVERIFY(isNone(found));
    m_pages.driver().window().showPlace({PlaceKind::Source, source}, QStringLiteral("script"));
    QTRY_VERIFY(text().startsWith(QLatin1String("//unsaved ")));

    choose(QStringLiteral("en"));
    QVERIFY(!QTest::currentTestFailed());
    m_pages.walk([&](QWidget& within, const QString& where) { found.unite(textsOf(m_german, within, where)); });
    QVERIFY(isNone(found));
    sender.write("POST /s/" + source.toUtf8() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    QTRY_VERIFY(sender.bytesAvailable() > 0 || sender.waitForReadyRead(1));
    QVERIFY(sender.readAll().startsWith("HTTP/1.1 "));
    m_pages.close();
}

QTEST_MAIN(TestGerman)
#include "tst_german.moc"
