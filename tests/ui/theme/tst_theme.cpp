#include "ui/widgets/chip.h"
#include "ui/widgets/desktopsettings.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/sourceglyph.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace hw::widgets;

namespace {

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

/// Contrast ratio as WCAG 2 defines it.
double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

int inkIn(const QImage& image)
{
    int pixels = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            pixels += qAlpha(image.pixel(x, y)) > 40 ? 1 : 0;
    }
    return pixels;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensAreCompleteAndNamed();
    void textIsReadable_data();
    void textIsReadable();
    void graphicsAreVisible();
    void strongerBordersReachTheLimit();
    void styleSheetHasNoUnknownNames();
    void appearanceSwitchesLive();
    void desktopIsFollowed();
    void desktopSettingsAreRead_data();
    void desktopSettingsAreRead();
    void sizesFollowTheFont();
    void fontsAreBuiltIn();
    void digitsAreTabular();
    void monoHasNoLigatures();
    void iconsAllLoad();
    void iconsTakeTheColourOfState();
    void glyphsOfProviders();
};

void TestTheme::tokensAreCompleteAndNamed()
{
    QSet<QString> names;
    for (int i = 0; i < tokenCount; ++i) {
        const auto token = static_cast<Token>(i);
        names.insert(tokenName(token));
        QVERIFY(tokenColor(token, Scheme::Light).isValid());
        QVERIFY(tokenColor(token, Scheme::Dark).isValid());
    }
    QCOMPARE(names.size(), tokenCount);
    QCOMPARE(tokenColor(Token::Window, Scheme::Light).name(), QStringLiteral("#f3f5f6"));
    QCOMPARE(tokenColor(Token::Accent, Scheme::Dark).name(), QStringLiteral("#5aacf0"));
}

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<Token>("text");
    QTest::addColumn<QList<Token>>("backgrounds");

    const QList<Token> pages{Token::Window, Token::Base, Token::Sunken, Token::Raised};
    QList<Token> rows = pages;
    rows << Token::Hover << Token::Sel << Token::SelInactive << Token::AccentSoft;
    QTest::newRow("text") << Token::Text
                          << (rows + QList<Token>{Token::Press, Token::OkSoft, Token::FailSoft, Token::WarnSoft,
                                                  Token::NeutralSoft, Token::AddedFill, Token::RemovedFill,
                                                  Token::CurrentFill});
    QTest::newRow("text2") << Token::Text2 << (rows + QList<Token>{Token::Press});
    QTest::newRow("text3") << Token::Text3 << rows;
    QTest::newRow("accent") << Token::Accent
                            << QList<Token>{Token::Window, Token::Base, Token::Sunken, Token::Raised,
                                            Token::AccentSoft};
    QTest::newRow("on accent") << Token::OnAccent << QList<Token>{Token::Accent, Token::AccentHover};
    QTest::newRow("ok") << Token::Ok << (pages + QList<Token>{Token::OkSoft});
    QTest::newRow("fail") << Token::Fail << (pages + QList<Token>{Token::FailSoft});
    QTest::newRow("warn") << Token::Warn << (pages + QList<Token>{Token::WarnSoft});
    QTest::newRow("neutral") << Token::Neutral << (pages + QList<Token>{Token::NeutralSoft});
    const QList<Token> code{Token::Base, Token::Sunken, Token::CurrentFill, Token::AddedFill, Token::RemovedFill};
    QTest::newRow("keyword") << Token::Keyword << code;
    QTest::newRow("string") << Token::String << code;
    QTest::newRow("number") << Token::Number << code;
    QTest::newRow("function") << Token::Function << code;
    QTest::newRow("comment") << Token::Comment << code;
    QTest::newRow("property") << Token::Property << code;
    for (int i = 0; i < 6; ++i) {
        QTest::addRow("glyph %d", i + 1) << static_cast<Token>(static_cast<int>(Token::Glyph1) + i)
                                         << QList<Token>{Token::Window, Token::Base};
    }
}

void TestTheme::textIsReadable()
{
    QFETCH(Token, text);
    QFETCH(QList<Token>, backgrounds);
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        for (const Token background : backgrounds) {
            const double ratio = contrast(tokenColor(text, scheme), tokenColor(background, scheme));
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 on %2, %3: %4")
                                                  .arg(tokenName(text), tokenName(background),
                                                       QString::fromLatin1(scheme == Scheme::Dark ? "dark" : "light"))
                                                  .arg(ratio)));
        }
    }
}

void TestTheme::graphicsAreVisible()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        for (const Token token : {Token::OkBar, Token::FailBar, Token::WarnBar, Token::NeutralBar}) {
            const double ratio = contrast(tokenColor(token, scheme), tokenColor(Token::Base, scheme));
            QVERIFY2(ratio >= 3.0, qPrintable(QString(tokenName(token))));
        }
    }
}

void TestTheme::strongerBordersReachTheLimit()
{
    Theme theme;
    QSignalSpy changed(&theme, &Theme::changed);
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        theme.setAppearance(appearance);
        theme.setBorders(Borders::Quiet);
        const QColor quiet = theme.color(Token::Line2);
        theme.setBorders(Borders::Stronger);
        QVERIFY(theme.color(Token::Line2) != quiet);
        QVERIFY(contrast(theme.color(Token::Line2), theme.color(Token::Base)) >= 3.0);
    }
    QVERIFY(changed.count() >= 4);
}

void TestTheme::styleSheetHasNoUnknownNames()
{
    Theme theme;
    theme.setAppearance(Appearance::Light);
    const QString sheet = theme.styleSheet();
    QVERIFY(!sheet.isEmpty());
    QVERIFY2(!sheet.contains(u'@'), qPrintable(sheet.mid(sheet.indexOf(u'@'), 30)));
    QVERIFY(!sheet.contains(QRegularExpression(QStringLiteral(":\\s*;"))));
    QVERIFY(sheet.contains(QStringLiteral("#f3f5f6")));

    // The source names tokens only, never a colour.
    QFile source(QStringLiteral(":/style/style.qss"));
    QVERIFY(source.open(QIODevice::ReadOnly));
    QVERIFY(!QString::fromUtf8(source.readAll()).contains(QRegularExpression(QStringLiteral("#[0-9a-fA-F]{3}"))));
}

void TestTheme::appearanceSwitchesLive()
{
    Theme theme;
    theme.applyTo(*qApp);
    theme.setAppearance(Appearance::Light);
    QCOMPARE(qApp->palette().color(QPalette::Base), tokenColor(Token::Base, Scheme::Light));
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setAppearance(Appearance::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(theme.scheme(), Scheme::Dark);
    QCOMPARE(qApp->palette().color(QPalette::Base), tokenColor(Token::Base, Scheme::Dark));
    QVERIFY(qApp->styleSheet().contains(tokenColor(Token::Window, Scheme::Dark).name()));
    theme.setAppearance(Appearance::Dark);
    QCOMPARE(changed.count(), 1);
}

void TestTheme::desktopIsFollowed()
{
    DesktopSettings desktop;
    Theme theme;
    theme.follow(desktop);
    QVERIFY(desktop.take(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"), 1u));
    Q_EMIT desktop.changed();
    QCOMPARE(theme.scheme(), Scheme::Dark);
    QVERIFY(desktop.take(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"), 2u));
    QVERIFY(desktop.take(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("contrast"), 1u));
    QVERIFY(desktop.take(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("enable-animations"), false));
    Q_EMIT desktop.changed();
    QCOMPARE(theme.scheme(), Scheme::Light);
    QCOMPARE(theme.borders(), Borders::Stronger);
    QVERIFY(theme.reducedMotion());
    theme.setAppearance(Appearance::Dark);
    QCOMPARE(theme.scheme(), Scheme::Dark);
}

void TestTheme::desktopSettingsAreRead_data()
{
    QTest::addColumn<QString>("space");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("different");
    const QString appearance = QStringLiteral("org.freedesktop.appearance");
    QTest::newRow("dark") << appearance << QStringLiteral("color-scheme") << QVariant(1u) << true;
    QTest::newRow("no preference") << appearance << QStringLiteral("color-scheme") << QVariant(0u) << false;
    QTest::newRow("unknown number") << appearance << QStringLiteral("color-scheme") << QVariant(9u) << false;
    QTest::newRow("another key") << appearance << QStringLiteral("accent-color") << QVariant(1u) << false;
    QTest::newRow("another space") << QStringLiteral("org.kde") << QStringLiteral("color-scheme") << QVariant(1u)
                                   << false;
}

void TestTheme::desktopSettingsAreRead()
{
    QFETCH(QString, space);
    QFETCH(QString, key);
    QFETCH(QVariant, value);
    DesktopSettings desktop;
    QTEST(desktop.take(space, key, value), "different");
}

void TestTheme::sizesFollowTheFont()
{
    Theme theme;
    QCOMPARE(theme.font(TextRole::Body).pixelSize(), 13);
    QCOMPARE(theme.font(TextRole::PageTitle).pixelSize(), 20);
    QCOMPARE(theme.lineHeight(TextRole::PageTitle), 28);
    QCOMPARE(theme.height(Height::Row), 28);
    QCOMPARE(theme.height(Height::ToolBar), 40);
    theme.setBaseSize(18);
    QCOMPARE(theme.font(TextRole::Body).pixelSize(), 18);
    QCOMPARE(theme.height(Height::Row), 36);
    theme.setBaseSize(40);
    QCOMPARE(theme.baseSize(), Theme::largestSize);
    theme.setBaseSize(2);
    QCOMPARE(theme.baseSize(), Theme::smallestSize);
}

void TestTheme::fontsAreBuiltIn()
{
    Theme theme;
    QCOMPARE(QFontInfo(theme.font(TextRole::Body)).family(), QStringLiteral("Headwater Sans"));
    QCOMPARE(QFontInfo(theme.font(TextRole::Code)).family(), QStringLiteral("Headwater Mono"));
    QCOMPARE(QFontInfo(theme.font(TextRole::BodyStrong)).weight(), int(QFont::DemiBold));
    QCOMPARE(QFontInfo(theme.font(TextRole::BodyMedium)).weight(), int(QFont::Medium));
    // A weight of its own, not an emboldened regular: the advance differs.
    const QString word = QStringLiteral("Environment");
    QVERIFY(QFontMetricsF(theme.font(TextRole::BodyStrong)).horizontalAdvance(word) >
            QFontMetricsF(theme.font(TextRole::Body)).horizontalAdvance(word));
}

void TestTheme::digitsAreTabular()
{
    Theme theme;
    for (const TextRole role : {TextRole::Body, TextRole::BodyMedium, TextRole::PageTitle, TextRole::Code}) {
        QFont font = theme.font(role);
        font.setPixelSize(100);
        const QFontMetricsF metrics(font);
        for (const QChar digit : QStringLiteral("0123456789"))
            QVERIFY(qAbs(metrics.horizontalAdvance(digit) - metrics.horizontalAdvance(u'0')) < 0.5); // hinting
    }
}

void TestTheme::monoHasNoLigatures()
{
    Theme theme;
    QFont font = theme.font(TextRole::Code);
    font.setPixelSize(64);
    const QFontMetricsF metrics(font);
    const auto picture = [&](const QString& text, bool apart) {
        QImage image(64 * 8, 96, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setFont(font);
        if (!apart) {
            painter.drawText(QPointF(0, 64), text);
        } else {
            for (qsizetype i = 0; i < text.size(); ++i)
                painter.drawText(QPointF(metrics.horizontalAdvance(u'0') * double(i), 64), text.mid(i, 1));
        }
        return image;
    };
    for (const QString& text :
         {QStringLiteral("://"), QStringLiteral("?."), QStringLiteral("=>"), QStringLiteral("!==")})
        QVERIFY2(picture(text, false) == picture(text, true), qPrintable(text));
}

void TestTheme::iconsAllLoad()
{
    Theme theme;
    theme.setAppearance(Appearance::Light);
    QVERIFY(allIcons().size() > 50);
    for (const Icon icon : allIcons()) {
        const QString path = QStringLiteral(":/icons/%1.svg").arg(iconName(icon));
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        const QByteArray svg = file.readAll();
        // The program's own mark has the strokes that it was drawn with.
        if (icon != Icon::AppMark)
            QVERIFY2(svg.contains("stroke-width=\"2.4\""), qPrintable(path));
        QVERIFY2(svg.contains("currentColor"), qPrintable(path));
        for (const qreal ratio : {1.0, 1.5, 2.0}) {
            const QPixmap pixmap = theme.icon(icon).pixmap(QSize(16, 16), ratio);
            QCOMPARE(pixmap.size(), QSize(qRound(16 * ratio), qRound(16 * ratio)));
            QVERIFY2(inkIn(pixmap.toImage()) > 4, qPrintable(path));
        }
    }
}

void TestTheme::iconsTakeTheColourOfState()
{
    Theme theme;
    theme.setAppearance(Appearance::Light);
    const QIcon icon = theme.icon(Icon::Stop);
    const auto strongest = [&](QIcon::Mode mode, QIcon::State state) {
        const QImage image = icon.pixmap(QSize(64, 64), 1.0, mode, state).toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qAlpha(image.pixel(x, y)) == 255)
                    return QColor::fromRgb(image.pixel(x, y));
            }
        }
        return QColor();
    };
    QCOMPARE(strongest(QIcon::Normal, QIcon::Off), theme.color(Token::Text2));
    QCOMPARE(strongest(QIcon::Active, QIcon::Off), theme.color(Token::Text));
    QCOMPARE(strongest(QIcon::Disabled, QIcon::Off), theme.color(Token::Disabled));
    QCOMPARE(strongest(QIcon::Normal, QIcon::On), theme.color(Token::Accent));
    theme.setAppearance(Appearance::Dark);
    QCOMPARE(strongest(QIcon::Normal, QIcon::Off), tokenColor(Token::Text2, Scheme::Dark));
}

void TestTheme::glyphsOfProviders()
{
    QCOMPARE(glyphOf(QStringLiteral("stripe")), (SourceGlyph{QStringLiteral("S"), Token::Glyph1}));
    QCOMPARE(glyphOf(QStringLiteral("custom")).letter, QStringLiteral("{}"));
    QCOMPARE(glyphOf(QStringLiteral("shopify")).letter, QStringLiteral("S"));
    QCOMPARE(glyphOf(QStringLiteral("shopify")), glyphOf(QStringLiteral("shopify")));
    QCOMPARE(glyphOf(QString()).letter, QStringLiteral("?"));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
