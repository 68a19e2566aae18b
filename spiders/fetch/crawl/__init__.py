"""The crawl child: visits one batch of due pages by Scrapy and says what came of each."""
