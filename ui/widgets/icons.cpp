#include "ui/widgets/icons.h"

#include "ui/widgets/mirror.h"
#include "ui/widgets/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QPointer>
#include <QSvgRenderer>

#include <array>
#include <optional>

namespace hw::widgets {

namespace {

constexpr std::array names{
#define HW_ICON(name, file, source) QLatin1String(file),
#include "resources/icons/icons.def"
#undef HW_ICON
};

/// One icon in one colour at a size in device pixels; kept in Qt's pixmap cache.
QPixmap rendered(Icon icon, const QColor& color, QSize pixels)
{
    const QString key = QStringLiteral("hw-icon/%1/%2/%3x%4")
                            .arg(int(icon))
                            .arg(color.rgba(), 0, 16)
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(iconName(icon)));
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(pixels)));
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/// Colours when it is painted, so that a change of the scheme needs no new icons.
class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(const Theme& theme, Icon icon, std::optional<Token> token)
        : m_theme(&theme)
        , m_icon(icon)
        , m_token(token)
    {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    // The size is in device pixels, as QIcon hands it over.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap pixmap = rendered(m_icon, color(mode, state), size);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return rendered(m_icon, color(mode, state), size);
    }

    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override
    {
        const int side = qMin(size.width(), size.height());
        return {side, side};
    }

    bool isNull() override { return false; }
    QString key() const override { return QStringLiteral("hw-tinted"); }
    QIconEngine* clone() const override { return new TintedIconEngine(*this); }

private:
    QColor color(QIcon::Mode mode, QIcon::State state) const
    {
        if (!m_theme)
            return Qt::transparent;
        if (mode == QIcon::Disabled)
            return m_theme->color(Token::Disabled);
        if (m_token)
            return m_theme->color(*m_token);
        if (state == QIcon::On)
            return m_theme->color(Token::Accent);
        return m_theme->color(mode == QIcon::Normal ? Token::Text2 : Token::Text);
    }

    QPointer<const Theme> m_theme;
    Icon m_icon;
    std::optional<Token> m_token;
};

} // namespace

QLatin1String iconName(Icon icon)
{
    return names[static_cast<std::size_t>(icon)];
}

const std::vector<Icon>& allIcons()
{
    static const std::vector<Icon> all{
#define HW_ICON(name, file, source) Icon::name,
#include "resources/icons/icons.def"
#undef HW_ICON
    };
    return all;
}

QIcon Theme::icon(Icon icon) const
{
    return QIcon(new TintedIconEngine(*this, icon, std::nullopt));
}

QIcon Theme::icon(Icon icon, Token token) const
{
    return QIcon(new TintedIconEngine(*this, icon, token));
}

void Theme::paintIcon(QPainter& painter, const QRectF& rect, Icon icon, Token token) const
{
    const qreal ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1.0;
    const Upright upright(painter);
    painter.drawPixmap(upright.placed(rect), rendered(icon, color(token), (rect.size() * ratio).toSize()), QRectF());
}

} // namespace hw::widgets
